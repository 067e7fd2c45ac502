/* SPDX-License-Identifier: MIT */
/*
 * server.c - offers a calculator under the name "demo.ICalculator/default"
 *
 * Every method has the same shape: what comes in is borrowed, what goes out through the
 * last argument is handed over, and NULL means success.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <android/binder_ibinder.h>
#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/ICalculator.h"

static AStatus *illegal(const char *why)
{
	return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT, why);
}

static AStatus *overflow(const char *why)
{
	return AStatus_fromServiceSpecificErrorWithMessage(demo_ICalculator_ERROR_OVERFLOW, why);
}

static AStatus *no_memory(void)
{
	return AStatus_fromStatus(STATUS_NO_MEMORY);
}

static AStatus *apply(demo_ICalculator_impl *self, demo_ICalculator_Operation operation, int32_t a,
		      int32_t b, int32_t *ret)
{
	int64_t result;

	switch (operation) {
	case demo_ICalculator_Operation_ADD:
		result = (int64_t)a + b;
		break;
	case demo_ICalculator_Operation_SUBTRACT:
		result = (int64_t)a - b;
		break;
	case demo_ICalculator_Operation_MULTIPLY:
		result = (int64_t)a * b;
		break;
	case demo_ICalculator_Operation_DIVIDE:
		if (b == 0)
			return illegal("division by zero");
		result = (int64_t)a / b;
		break;
	default: /* an enum can hold any value of its backing type: a newer client's, say */
		return illegal("no such operation");
	}

	if (result < INT32_MIN || result > INT32_MAX)
		return overflow("the result does not fit an int");
	*ret = (int32_t)result;
	return NULL;
}

static AStatus *operations(demo_ICalculator_impl *self, demo_ICalculator_Operation_Array *ret)
{
	static const demo_ICalculator_Operation all[] = {
		demo_ICalculator_Operation_ADD,
		demo_ICalculator_Operation_SUBTRACT,
		demo_ICalculator_Operation_MULTIPLY,
		demo_ICalculator_Operation_DIVIDE,
	};
	const int32_t n = sizeof(all) / sizeof(all[0]);

	if (demo_ICalculator_Operation_Array_alloc(ret, n) != STATUS_OK)
		return no_memory();
	memcpy(ret->data, all, sizeof(all));
	return NULL;
}

static AStatus *factorial(demo_ICalculator_impl *self, int32_t n, int64_t *ret)
{
	if (n < 0)
		return illegal("n is negative");
	if (n > demo_ICalculator_FACTORIAL_MAX)
		return overflow("the result does not fit a long");

	*ret = 1;
	for (int32_t i = 2; i <= n; i++)
		*ret *= i;
	return NULL;
}

static bool prime(int64_t n)
{
	if (n < 2)
		return false;
	for (int64_t d = 2; d <= n / d; d++) {
		if (n % d == 0)
			return false;
	}
	return true;
}

static AStatus *is_prime(demo_ICalculator_impl *self, int64_t n, bool *ret)
{
	*ret = prime(n);
	return NULL;
}

static AStatus *square_root(demo_ICalculator_impl *self, double x, double *ret)
{
	if (x < 0)
		return illegal("the square root of a negative number is not real");
	*ret = sqrt(x);
	return NULL;
}

static AStatus *half(demo_ICalculator_impl *self, float x, float *ret)
{
	*ret = x / 2;
	return NULL;
}

static const char digit_chars[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static AStatus *digit(demo_ICalculator_impl *self, int8_t value, char16_t *ret)
{
	if (value < 0 || value > 35)
		return illegal("a digit is 0 to 35");
	*ret = (char16_t)digit_chars[value];
	return NULL;
}

static AStatus *digits(demo_ICalculator_impl *self, int64_t value, int32_t base,
		       aidl_CharArray *ret)
{
	int64_t rest = value;
	int32_t n = 0;

	if (value < 0 || base < 2 || base > 36)
		return illegal("the value is negative, or the base is not 2 to 36");

	do {
		n++;
		rest /= base;
	} while (rest);
	if (aidl_CharArray_alloc(ret, n) != STATUS_OK)
		return no_memory();
	while (n) {
		ret->data[--n] = (char16_t)digit_chars[value % base];
		value /= base;
	}
	return NULL;
}

static AStatus *sum(demo_ICalculator_impl *self, const aidl_Int32Array *values, int64_t *ret)
{
	*ret = 0;
	for (int32_t i = 0; i < values->length; i++)
		*ret += values->data[i];
	return NULL;
}

static AStatus *differences(demo_ICalculator_impl *self, const aidl_Int64Array *values,
			    aidl_Int64Array *ret)
{
	int32_t n = values->length ? values->length - 1 : 0;

	if (aidl_Int64Array_alloc(ret, n) != STATUS_OK)
		return no_memory();
	for (int32_t i = 0; i < n; i++) {
		if (__builtin_sub_overflow(values->data[i + 1], values->data[i], &ret->data[i]))
			return overflow("a difference does not fit a long");
	}
	return NULL;
}

static AStatus *mean(demo_ICalculator_impl *self, const aidl_DoubleArray *values, double *ret)
{
	double total = 0;

	if (values->length == 0)
		return illegal("there are no values");
	for (int32_t i = 0; i < values->length; i++)
		total += values->data[i];
	*ret = total / values->length;
	return NULL;
}

static AStatus *scale(demo_ICalculator_impl *self, const aidl_FloatArray *values, float factor,
		      aidl_FloatArray *ret)
{
	if (aidl_FloatArray_alloc(ret, values->length) != STATUS_OK)
		return no_memory();
	for (int32_t i = 0; i < values->length; i++)
		ret->data[i] = values->data[i] * factor;
	return NULL;
}

static AStatus *are_prime(demo_ICalculator_impl *self, const aidl_Int32Array *values,
			  aidl_BoolArray *ret)
{
	if (aidl_BoolArray_alloc(ret, values->length) != STATUS_OK)
		return no_memory();
	for (int32_t i = 0; i < values->length; i++)
		ret->data[i] = prime(values->data[i]);
	return NULL;
}

static AStatus *checksum(demo_ICalculator_impl *self, const aidl_ByteArray *data, int8_t *ret)
{
	*ret = 0;
	for (int32_t i = 0; i < data->length; i++)
		*ret = (int8_t)(*ret ^ data->data[i]);
	return NULL;
}

static const demo_ICalculator_ops ops = {
	.apply = apply,
	.operations = operations,
	.factorial = factorial,
	.isPrime = is_prime,
	.squareRoot = square_root,
	.half = half,
	.digit = digit,
	.digits = digits,
	.sum = sum,
	.differences = differences,
	.mean = mean,
	.scale = scale,
	.arePrime = are_prime,
	.checksum = checksum,
};

static demo_ICalculator_impl impl = { .ops = &ops };

int main(void)
{
	demo_ICalculator *calculator = demo_ICalculator_new(&impl);
	binder_exception_t exception;

	exception = AServiceManager_addService(demo_ICalculator_asBinder(calculator),
					       "demo.ICalculator/default");
	if (exception != EX_NONE) {
		fprintf(stderr, "server: cannot register demo.ICalculator/default: exception %d\n",
			(int)exception);
		return 1;
	}

	ABinderProcess_joinThreadPool();
	return 0;
}
