/* SPDX-License-Identifier: MIT */
/*
 * mode_preprocess.c - declarations of the types of all inputs, in one file
 */
#include "api/preprocess.h"
#include "run.h"

static void write_def(struct run *r, const struct model_def *def, struct emit *out)
{
	(void)r;
	api_preprocess(def, out);
}

bool mode_preprocess(struct run *r)
{
	return run_one_output(r, write_def);
}
