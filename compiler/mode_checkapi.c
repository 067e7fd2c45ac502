/* SPDX-License-Identifier: MIT */
/*
 * mode_checkapi.c - two dumps of an API compared
 */
#include "api/compare.h"
#include "run.h"

bool mode_checkapi(struct run *r)
{
	struct run_api older, newer;
	bool ok;

	ok = run_load_api(r, r->opt.inputs.items[0], &older);
	ok &= run_load_api(r, r->opt.inputs.items[1], &newer);
	if (!ok)
		return false;
	if (r->opt.api_equal)
		return api_equal(&older.sema, &newer.sema);
	return api_compatible(&older.sema, &newer.sema, true);
}
