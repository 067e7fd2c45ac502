/* SPDX-License-Identifier: MIT */
/*
 * language_service.c - an implementation of lang.ILang: ret is a, b what c was, and c a
 */
#include "language.h"

#include "lang/ILang.h"
#include "lang/Item.h"
#include "lang/Shape.h"
#include "lang/Slot.h"
#include "lang/Tagged.h"
#include "lang/Word.h"

const char *language_permission;
int language_told;

static AStatus *status_of(binder_status_t r)
{
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

#define TURN(name, type)                                                                     \
	static AStatus *do_##name(copy_ILang_impl *self, const type *a, type *b, type *c, type *ret) \
	{                                                                                    \
		binder_status_t r = type##_copy(ret, a);                                     \
                                                                                             \
		if (r == STATUS_OK)                                                          \
			r = type##_copy(b, c);                                               \
		if (r == STATUS_OK)                                                          \
			r = type##_copy(c, a);                                               \
		return status_of(r);                                                         \
	}

TURN(binders, aidl_BinderArray)
TURN(files, aidl_FdArray)
TURN(texts, aidl_StringArray)
TURN(slots, copy_Slot)

static binder_status_t copy_friends(copy_ILang_Array *to, const copy_ILang_Array *from)
{
	binder_status_t r = copy_ILang_Array_alloc(to, from->length);

	for (int32_t i = 0; r == STATUS_OK && i < from->length; i++)
		to->data[i] = copy_ILang_acquire(from->data[i]);
	return r;
}

static AStatus *do_friends(copy_ILang_impl *self, const copy_ILang_Array *a, copy_ILang_Array *b,
			   copy_ILang_Array *c, copy_ILang_Array *ret)
{
	binder_status_t r = copy_friends(ret, a);

	if (r == STATUS_OK)
		r = copy_friends(b, c);
	return status_of(r);
}

static AStatus *do_items(copy_ILang_impl *self, const copy_Item_Array *a, copy_Item_NullableArray *b,
			 copy_Item_NullableArray *c, copy_Item_Array *ret)
{
	binder_status_t r = copy_Item_Array_alloc(ret, a->length);

	for (int32_t i = 0; r == STATUS_OK && i < a->length; i++)
		r = copy_Item_copy(&ret->data[i], &a->data[i]);
	if (r == STATUS_OK)
		r = copy_Item_NullableArray_alloc(b, c->length);
	for (int32_t i = 0; r == STATUS_OK && i < c->length; i++) {
		b->data[i] = c->data[i];
		c->data[i] = NULL;
	}
	if (r == STATUS_OK)
		r = copy_Item_NullableArray_alloc(c, -1);
	return status_of(r);
}

static AStatus *do_kinds(copy_ILang_impl *self, const copy_Kind_Array *a, copy_Kind_Array *b,
			 copy_Kind_Array *c, copy_Kind_Array *ret)
{
	binder_status_t r = aidl_Int64Array_copy(ret, a);

	for (int32_t i = 0; i < b->length; i++)
		b->data[i] = copy_Kind_MOST;
	if (r == STATUS_OK)
		r = copy_Kind_Array_alloc(c, -1);
	return status_of(r);
}

static AStatus *do_grid(copy_ILang_impl *self, char *a[2][3], char *b[2][3], char *(**c)[2][3],
			char *ret[2][3])
{
	binder_status_t r = STATUS_OK;

	for (int i = 0; r == STATUS_OK && i < 6; i++) {
		r = aidl_String_copy(&ret[i / 3][i % 3], a[i / 3][i % 3]);
		if (r == STATUS_OK && *c)
			r = aidl_String_copy(&b[i / 3][i % 3], (**c)[i / 3][i % 3]);
		if (r == STATUS_OK && *c)
			aidl_String_clear(&(**c)[i / 3][i % 3]);
	}
	return status_of(r);
}

static AStatus *do_boxes(copy_ILang_impl *self, copy_Item a[2][2], copy_Item b[2][2],
			 copy_Item c[2][2], copy_Item ret[2][2])
{
	binder_status_t r = STATUS_OK;

	for (int i = 0; r == STATUS_OK && i < 4; i++) {
		r = copy_Item_copy(&ret[i / 2][i % 2], &a[i / 2][i % 2]);
		if (r == STATUS_OK)
			r = copy_Item_copy(&c[i / 2][i % 2], &b[i / 2][i % 2]);
	}
	return status_of(r);
}

static AStatus *do_objects(copy_ILang_impl *self, AIBinder *(*a)[2][2], AIBinder *(**b)[2][2],
			   AIBinder *(**c)[2][2], AIBinder *(**ret)[2][2])
{
	*b = *c;
	*c = NULL;
	if (!a)
		return NULL;
	*ret = calloc(1, sizeof(**ret));
	if (!*ret)
		return AStatus_fromStatus(STATUS_NO_MEMORY);
	for (int i = 0; i < 4; i++)
		aidl_Binder_copy(&(**ret)[i / 2][i % 2], (*a)[i / 2][i % 2]);
	return NULL;
}

static AStatus *do_pipe(copy_ILang_impl *self, const int a[2], int (**b)[2], int c[2], int ret[2])
{
	binder_status_t r = aidl_Fd_copy(&ret[0], a[0]);

	if (r == STATUS_OK)
		r = aidl_Fd_copy(&ret[1], c[1]);
	return status_of(r);
}

static AStatus *do_tags(copy_ILang_impl *self, const copy_Word *word, copy_Word_Tag like,
			copy_Word_Tag_Array *all, copy_Tagged *tagged, copy_Word_Tag *ret)
{
	*ret = word->tag == like ? like : copy_Word_TAG_text;
	for (int32_t i = 0; i < all->length; i++)
		all->data[i] = tagged->wanted;
	tagged->wanted = like;
	return NULL;
}

static AStatus *do_matrices(copy_ILang_impl *self, const byhand_Matrix *a, byhand_Matrix *b,
			    byhand_Matrix **c, copy_Shape *d, byhand_Matrix_Array *ret)
{
	binder_status_t r = byhand_Matrix_Array_alloc(ret, 2);

	if (r == STATUS_OK)
		r = byhand_Matrix_copy(&ret->data[1], a);
	if (r == STATUS_OK && *c)
		r = byhand_Matrix_copy(b, *c);
	byhand_Matrix_delete(*c);
	*c = NULL;
	if (r == STATUS_OK)
		r = copy_Shape_set_matrix(d, a);
	return status_of(r);
}

static AStatus *do_one(copy_ILang_impl *self, aidl_Int32Array *x, int32_t *ret)
{
	*ret = x->length;
	return NULL;
}

static AStatus *do_any(copy_ILang_impl *self)
{
	return NULL;
}

static AStatus *do_all(copy_ILang_impl *self, aidl_StringArray *x, char **ret)
{
	return status_of(aidl_String_copy(ret, "all"));
}

static AStatus *do_quiet(copy_ILang_impl *self, int32_t x)
{
	language_told += x;
	return NULL;
}

static AStatus *do_free(copy_ILang_impl *self, int32_t *ret)
{
	*ret = 1;
	return NULL;
}

/* "lang.ONE lang.TWO": the names one after another. */
static bool check_permission(copy_ILang_impl *self, const char *permission)
{
	return strstr(language_permission, permission) != NULL;
}

static void destroy(copy_ILang_impl *self)
{
	free(self);
}

static const copy_ILang_ops ops = {
	.binders = do_binders,
	.friends = do_friends,
	.files = do_files,
	.items = do_items,
	.texts = do_texts,
	.kinds = do_kinds,
	.grid = do_grid,
	.boxes = do_boxes,
	.objects = do_objects,
	.pipe = do_pipe,
	.tags = do_tags,
	.slots = do_slots,
	.matrices = do_matrices,
	.one = do_one,
	.any = do_any,
	.all = do_all,
	.quiet = do_quiet,
	.free = do_free,
};

AIBinder *language_binder(void)
{
	copy_ILang_impl *impl = calloc(1, sizeof(*impl));

	ck_assert_ptr_nonnull(impl);
	impl->ops = &ops;
	impl->destroy = destroy;
	if (language_permission)
		impl->checkPermission = check_permission;
	return copy_ILang_asBinder(copy_ILang_new(impl));
}
