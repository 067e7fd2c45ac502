/* SPDX-License-Identifier: MIT */
/*
 * mode_apimapping.c - where the methods of all inputs are declared, in one file
 */
#include "api/mapping.h"
#include "run.h"

static void write_def(struct run *r, const struct model_def *def, struct emit *out)
{
	api_mapping(&r->arena, def, out);
}

bool mode_apimapping(struct run *r)
{
	return run_one_output(r, write_def);
}
