/* SPDX-License-Identifier: MIT */
/*
 * client.c - presses every key of the calculator
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>

#include "demo/ICalculator.h"

#define N_ELEMENTS(array) ((int32_t)(sizeof(array) / sizeof((array)[0])))

static int n_failures;

/* Whether a call failed; says why, and counts it. */
static bool failed(const char *what, AStatus *status)
{
	char text[256];

	if (!status)
		return false;
	printf("%s: %s\n", what, aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	n_failures++;
	return true;
}

/* For a call that is meant to fail. */
static void expect_failure(const char *what, AStatus *status)
{
	if (failed(what, status)) {
		n_failures--;
	} else {
		printf("%s: unexpected success\n", what);
		n_failures++;
	}
}

static void use_operations(demo_ICalculator *calc)
{
	demo_ICalculator_Operation_Array all = { 0 };
	int32_t result;

	if (failed("operations", demo_ICalculator_operations(calc, &all)))
		return;
	for (int32_t i = 0; i < all.length; i++) {
		const char *name = demo_ICalculator_Operation_toString(all.data[i]);

		if (!failed(name, demo_ICalculator_apply(calc, all.data[i], 42, 4, &result)))
			printf("%s 42, 4 = %" PRId32 "\n", name, result);
	}
	demo_ICalculator_Operation_Array_clear(&all);
}

static void use_numbers(demo_ICalculator *calc)
{
	int64_t product;
	bool prime;
	double root;
	float half;
	char16_t digit;

	if (!failed("factorial", demo_ICalculator_factorial(calc, 20, &product)))
		printf("20! = %" PRId64 "\n", product);
	if (!failed("isPrime", demo_ICalculator_isPrime(calc, INT64_C(6700417), &prime)))
		printf("6700417 is %s\n", prime ? "prime" : "not prime");
	if (!failed("squareRoot", demo_ICalculator_squareRoot(calc, 2, &root)))
		printf("the square root of 2 is %.15f\n", root);
	if (!failed("half", demo_ICalculator_half(calc, 0.5f, &half)))
		printf("half of 0.5 is %g\n", (double)half);
	if (!failed("digit", demo_ICalculator_digit(calc, 35, &digit)))
		printf("the digit for 35 is %c\n", (char)digit);
}

static void use_arrays(demo_ICalculator *calc)
{
	int32_t ints[] = { 2, 3, 2147483647, 4 };
	int64_t longs[] = { 1, 10, 100, INT64_C(1000000000000) };
	double doubles[] = { 1.5, 2.5, 5 };
	float floats[] = { 1.25f, -3 };
	int8_t bytes[] = { 0x55, 0x0f, -1 };
	const aidl_Int32Array int_array = { ints, N_ELEMENTS(ints) };
	const aidl_Int64Array long_array = { longs, N_ELEMENTS(longs) };
	const aidl_DoubleArray double_array = { doubles, N_ELEMENTS(doubles) };
	const aidl_FloatArray float_array = { floats, N_ELEMENTS(floats) };
	const aidl_ByteArray byte_array = { bytes, N_ELEMENTS(bytes) };
	aidl_Int64Array differences = { 0 };
	aidl_FloatArray scaled = { 0 };
	aidl_BoolArray primes = { 0 };
	aidl_CharArray digits = { 0 };
	int64_t sum;
	double mean;
	int8_t checksum;

	if (!failed("sum", demo_ICalculator_sum(calc, &int_array, &sum)))
		printf("sum: %" PRId64 "\n", sum);
	if (!failed("mean", demo_ICalculator_mean(calc, &double_array, &mean)))
		printf("mean: %g\n", mean);
	if (!failed("checksum", demo_ICalculator_checksum(calc, &byte_array, &checksum)))
		printf("checksum: %d\n", checksum);

	if (!failed("differences",
		    demo_ICalculator_differences(calc, &long_array, &differences))) {
		printf("differences:");
		for (int32_t i = 0; i < differences.length; i++)
			printf(" %" PRId64, differences.data[i]);
		printf("\n");
	}
	if (!failed("scale", demo_ICalculator_scale(calc, &float_array, 2, &scaled))) {
		printf("scaled:");
		for (int32_t i = 0; i < scaled.length; i++)
			printf(" %g", (double)scaled.data[i]);
		printf("\n");
	}
	if (!failed("arePrime", demo_ICalculator_arePrime(calc, &int_array, &primes))) {
		printf("prime:");
		for (int32_t i = 0; i < primes.length; i++)
			printf(" %s", primes.data[i] ? "yes" : "no");
		printf("\n");
	}
	if (!failed("digits", demo_ICalculator_digits(calc, 48879, 16, &digits))) {
		printf("48879 in base 16: ");
		for (int32_t i = 0; i < digits.length; i++)
			printf("%c", (char)digits.data[i]);
		printf("\n");
	}

	/* What a call filled is cleared by its type's _clear, whether the call succeeded or not. */
	aidl_Int64Array_clear(&differences);
	aidl_FloatArray_clear(&scaled);
	aidl_BoolArray_clear(&primes);
	aidl_CharArray_clear(&digits);
}

static void make_mistakes(demo_ICalculator *calc)
{
	const aidl_DoubleArray nothing = { 0 };
	int32_t result;
	int64_t product;
	double real;
	AStatus *status;

	expect_failure("7 / 0", demo_ICalculator_apply(calc, demo_ICalculator_Operation_DIVIDE, 7,
						       0, &result));
	expect_failure("operation 9",
		       demo_ICalculator_apply(calc, (demo_ICalculator_Operation)9, 7, 3, &result));
	expect_failure("the root of -1", demo_ICalculator_squareRoot(calc, -1, &real));
	expect_failure("the mean of nothing", demo_ICalculator_mean(calc, &nothing, &real));

	/* A service-specific error is told apart by its code. */
	status = demo_ICalculator_factorial(calc, demo_ICalculator_FACTORIAL_MAX + 1, &product);
	if (status && AStatus_getExceptionCode(status) == EX_SERVICE_SPECIFIC &&
	    AStatus_getServiceSpecificError(status) == demo_ICalculator_ERROR_OVERFLOW)
		printf("21! is too large for a %s\n", demo_ICalculator_MODEL);
	expect_failure("21!", status);
}

int main(void)
{
	demo_ICalculator *calc;

	calc = demo_ICalculator_fromBinder(
		AServiceManager_waitForService("demo.ICalculator/default"));
	if (!calc) {
		fprintf(stderr, "client: demo.ICalculator/default is not to be had\n");
		return 1;
	}

	use_operations(calc);
	use_numbers(calc);
	use_arrays(calc);
	make_mistakes(calc);

	demo_ICalculator_release(calc);
	return n_failures ? 1 : 0;
}
