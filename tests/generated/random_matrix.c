/* SPDX-License-Identifier: MIT */
/*
 * random_matrix.c - a value by chance of a type that is written by hand
 *
 * Goes behind tests/unit/byhand/matrix.c; properties.sh makes both over to the types of the golden
 * case that names such ones.
 */
#include "properties.h"

void random_byhand_Matrix(struct random *r, byhand_Matrix *self);

void random_byhand_Matrix(struct random *r, byhand_Matrix *self)
{
	self->n = (int32_t)(random_number(r) % 4);
	if (self->n)
		self->cells = calloc((size_t)(self->n * self->n), sizeof(*self->cells));
	for (int32_t i = 0; i < self->n * self->n; i++)
		self->cells[i] = (double)random_number(r) / 3;
}
