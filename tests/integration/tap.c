/* SPDX-License-Identifier: MIT */
#include "tap.h"

#include <hideglue/aidl_support.h>

bool tap_status_is_ok(AStatus *status, const char *file, int line)
{
	char text[256];

	if (!status)
		return true;
	printf("# %s:%d: %s\n", file, line, aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	return false;
}

bool tap_status_is(AStatus *status, binder_status_t wanted, const char *file, int line)
{
	char text[256];
	bool good = status && AStatus_getStatus(status) == wanted;

	if (!good)
		printf("# %s:%d: wanted status %d, got %s\n", file, line, wanted,
		       status ? aidl_describe(status, text, sizeof(text)) : "success");
	AStatus_delete(status);
	return good;
}

int tap_run(const struct tap_case *cases, int n_cases)
{
	int n_failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%d\n", n_cases);
	for (int i = 0; i < n_cases; i++) {
		bool good = cases[i].run();

		printf("%sok %d - %s\n", good ? "" : "not ", i + 1, cases[i].name);
		n_failed += !good;
	}
	return n_failed ? 1 : 0;
}
