/* SPDX-License-Identifier: MIT */
/*
 * check_frozen.c - code of a version that is not frozen yet plays the one before
 *
 * frozen.IPlayer is there three times: one_ is version 1, two_ version 2, next_ version 2 made with
 * --previous_api_dir. All are in this process; calls between two of them are marshalled.
 */
#include "check_tap.h"

#include "next/frozen/IPlayer.h"
#include "one/frozen/IPlayer.h"
#include "two/frozen/IPlayer.h"

/* What an implementation was asked, and how often. */
static struct {
	char *artist;
	int n_chapters, seconds;
	int calls, news;
} seen;

static void forget(void)
{
	free(seen.artist);
	memset(&seen, 0, sizeof(seen));
}

static void check_status(AStatus *status, binder_status_t wanted)
{
	ck_assert_int_eq(status ? AStatus_getStatus(status) : STATUS_OK, wanted);
	AStatus_delete(status);
}

/* An implementation with all of version 2, behind next_ */

static AStatus *do_play(next_IPlayer_impl *self, const next_IPlayer_Track *track,
			next_IPlayer_Playlist *list, next_IPlayer_Track *ret)
{
	seen.calls++;
	seen.seconds = track->length;
	free(seen.artist);
	seen.artist = track->artist ? strdup(track->artist) : NULL;
	seen.n_chapters = track->chapters.length;
	ck_assert_int_eq(next_IPlayer_Track_copy(ret, track), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&ret->artist, "of the reply"), STATUS_OK);
	ck_assert_str_eq(list->others.data[0].artist, "unknown");
	ck_assert_int_eq(aidl_String_copy(&list->others.data[0].title, "changed"), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&list->others.data[0].artist, "changed"), STATUS_OK);
	return NULL;
}

static AStatus *do_open(next_IPlayer_impl *self, const next_IPlayer_Source *source)
{
	seen.calls++;
	return NULL;
}

static AStatus *do_opened(next_IPlayer_impl *self, next_IPlayer_Source *ret)
{
	binder_status_t r = next_IPlayer_Source_set_url(ret, "new");

	seen.calls++;
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AStatus *do_seek(next_IPlayer_impl *self, const next_IPlayer_Track *track,
			aidl_Int32Array *passed, next_IPlayer_Source *source, int32_t *ret)
{
	seen.news++;
	return NULL;
}

static AStatus *do_rate(next_IPlayer_impl *self, int32_t stars)
{
	seen.news++;
	return NULL;
}

static AIBinder *next_service(void)
{
	static const next_IPlayer_ops ops = {.play = do_play, .open = do_open, .opened = do_opened,
					     .seek = do_seek, .rate = do_rate};
	static next_IPlayer_impl impl = {.ops = &ops};

	return next_IPlayer_asBinder(next_IPlayer_new(&impl));
}

/* One that is not held back */

static AStatus *do_two_seek(two_IPlayer_impl *self, const two_IPlayer_Track *track,
			    aidl_Int32Array *passed, two_IPlayer_Source *source, int32_t *ret)
{
	seen.news++;
	return NULL;
}

static AStatus *do_two_rate(two_IPlayer_impl *self, int32_t stars)
{
	seen.news++;
	return NULL;
}

static AStatus *do_two_opened(two_IPlayer_impl *self, two_IPlayer_Source *ret)
{
	binder_status_t r = two_IPlayer_Source_set_url(ret, "new");

	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AIBinder *two_service(void)
{
	static const two_IPlayer_ops ops = {.seek = do_two_seek, .rate = do_two_rate,
					    .opened = do_two_opened};
	static two_IPlayer_impl impl = {.ops = &ops};

	return two_IPlayer_asBinder(two_IPlayer_new(&impl));
}

/* Parcels */

static void same_bytes(const AParcel *a, const AParcel *b)
{
	uint8_t x[256], y[256];
	int32_t size = AParcel_getDataSize(a);

	ck_assert_int_le(size, (int)sizeof(x));
	ck_assert_int_eq(AParcel_getDataSize(b), size);
	ck_assert_int_eq(AParcel_marshal(a, x, 0, (size_t)size), STATUS_OK);
	ck_assert_int_eq(AParcel_marshal(b, y, 0, (size_t)size), STATUS_OK);
	ck_assert_mem_eq(x, y, (size_t)size);
}

/* "Air" of 200 s; a title of its own where it is to be empty. */
static void fill(next_IPlayer_Track *track)
{
	ck_assert_int_eq(next_IPlayer_Track_init(track), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&track->title, "Air"), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&track->artist, "Bach"), STATUS_OK);
	track->length = 200;
}

START_TEST(new_fields_are_not_written)
{
	static const int32_t wanted[] = {20, 3, 'A' | 'i' << 16, 'r', 200};
	AParcel *next = AParcel_create(), *one = AParcel_create();
	next_IPlayer_Track track;
	one_IPlayer_Track old;
	int32_t words[5];

	fill(&track);
	ck_assert_int_eq(next_IPlayer_Track_writeToParcel(&track, next), STATUS_OK);
	ck_assert_int_eq(one_IPlayer_Track_init(&old), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&old.title, "Air"), STATUS_OK);
	old.seconds = 200;
	ck_assert_int_eq(one_IPlayer_Track_writeToParcel(&old, one), STATUS_OK);
	same_bytes(next, one);
	ck_assert_int_eq(AParcel_getDataSize(next), sizeof(wanted));
	ck_assert_int_eq(AParcel_marshal(next, (uint8_t *)words, 0, sizeof(words)), STATUS_OK);
	ck_assert_mem_eq(words, wanted, sizeof(wanted));
	next_IPlayer_Track_clear(&track);
	one_IPlayer_Track_clear(&old);
	AParcel_delete(next);
	AParcel_delete(one);
}
END_TEST

START_TEST(new_fields_are_not_read)
{
	AParcel *p = AParcel_create();
	next_IPlayer_Track track = {0};
	two_IPlayer_Track full;
	int32_t behind = 0;

	ck_assert_int_eq(two_IPlayer_Track_init(&full), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&full.title, "Air"), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&full.artist, "Bach"), STATUS_OK);
	full.length = 200;
	full.chapters.length = 1;
	ck_assert_int_eq(two_IPlayer_Track_writeToParcel(&full, p), STATUS_OK);
	ck_assert_int_eq(AParcel_writeInt32(p, 4711), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(next_IPlayer_Track_readFromParcel(&track, p), STATUS_OK);
	ck_assert_str_eq(track.title, "Air");
	ck_assert_int_eq(track.length, 200);
	ck_assert_str_eq(track.artist, "unknown");
	ck_assert_int_eq(track.chapters.length, 2);
	ck_assert_int_eq(AParcel_readInt32(p, &behind), STATUS_OK);
	ck_assert_int_eq(behind, 4711);
	next_IPlayer_Track_clear(&track);
	two_IPlayer_Track_clear(&full);
	AParcel_delete(p);
}
END_TEST

START_TEST(a_new_field_that_cannot_be_sent_is_no_error)
{
	AParcel *p = AParcel_create();
	next_IPlayer_Track track;

	fill(&track);
	strcpy(track.artist, "\xff"); /* no UTF-8 */
	ck_assert_int_eq(next_IPlayer_Track_check(&track), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Track_writeToParcel(&track, p), STATUS_OK);
	track.title[0] = '\xff';
	ck_assert_int_eq(next_IPlayer_Track_check(&track), STATUS_BAD_VALUE);
	next_IPlayer_Track_clear(&track);
	AParcel_delete(p);
}
END_TEST

START_TEST(new_members_of_a_union_are_refused)
{
	AParcel *p = AParcel_create(), *full = AParcel_create();
	next_IPlayer_Source source = {0};
	two_IPlayer_Source other = {0};

	ck_assert_int_eq(next_IPlayer_Source_set_url(&source, "u"), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Source_check(&source), STATUS_BAD_VALUE);
	ck_assert_int_eq(next_IPlayer_Source_writeToParcel(&source, p), STATUS_BAD_VALUE);
	ck_assert_int_eq(two_IPlayer_Source_set_url(&other, "u"), STATUS_OK);
	ck_assert_int_eq(two_IPlayer_Source_writeToParcel(&other, full), STATUS_OK);
	AParcel_setDataPosition(full, 0);
	ck_assert_int_eq(next_IPlayer_Source_readFromParcel(&source, full), STATUS_BAD_VALUE);
	ck_assert_int_eq(next_IPlayer_Source_set_path(&source, "p"), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Source_check(&source), STATUS_OK);
	next_IPlayer_Source_clear(&source);
	two_IPlayer_Source_clear(&other);
	AParcel_delete(p);
	AParcel_delete(full);
}
END_TEST

/* Calls */

/* Through next_, at an object of next_ and of two_: there is no call. */
START_TEST(new_methods_are_unknown_to_the_caller)
{
	next_IPlayer *player = next_IPlayer_fromBinder(_i ? two_service() : next_service());
	next_IPlayer_Source source = {0};
	aidl_Int32Array passed = {NULL, 0};
	next_IPlayer_Track track;
	int32_t ret = 7;

	fill(&track);
	ck_assert_int_eq(aidl_Int32Array_alloc(&passed, 3), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Source_set_path(&source, "kept"), STATUS_OK);
	check_status(next_IPlayer_seek(player, &track, &passed, &source, &ret),
		     STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(ret, 0);
	ck_assert_int_eq(passed.length, 0);
	ck_assert_ptr_null(passed.data);
	ck_assert_str_eq(source.value.path, "kept");
	check_status(next_IPlayer_rate(player, 5), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(seen.news, 0);
	next_IPlayer_Source_clear(&source);
	next_IPlayer_Track_clear(&track);
	next_IPlayer_release(player);
}
END_TEST

START_TEST(new_methods_are_unknown_to_the_service)
{
	two_IPlayer *player = two_IPlayer_fromBinder(next_service());
	two_IPlayer_Source source = {0};
	aidl_Int32Array passed = {NULL, 0};
	two_IPlayer_Track track;
	int32_t ret = 7;

	ck_assert_int_eq(two_IPlayer_Track_init(&track), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&track.title, "Air"), STATUS_OK);
	check_status(two_IPlayer_seek(player, &track, &passed, &source, &ret),
		     STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(ret, 0);
	ck_assert_int_eq(seen.news, 0);
	two_IPlayer_Track_clear(&track);
	two_IPlayer_release(player);
}
END_TEST

/* Without what holds them back the same calls do arrive. */
START_TEST(version_2_knows_them)
{
	two_IPlayer *player = two_IPlayer_fromBinder(two_service());

	check_status(two_IPlayer_rate(player, 5), STATUS_OK);
	ck_assert_int_eq(seen.news, 1);
	two_IPlayer_release(player);
}
END_TEST

static void check_version(int32_t version, const char *hash)
{
	ck_assert_int_eq(version, 1);
	ck_assert_str_eq(hash, one_IPlayer_HASH);
}

/* _i: asked by code of version 2, or by its own. */
START_TEST(version_and_hash_are_the_frozen_ones)
{
	AIBinder *binder = next_service();
	int32_t version = 0;
	char *hash = NULL;

	check_version(next_IPlayer_VERSION, next_IPlayer_HASH);
	if (_i) {
		two_IPlayer *player = two_IPlayer_fromBinder(binder);

		check_status(two_IPlayer_getInterfaceVersion(player, &version), STATUS_OK);
		check_status(two_IPlayer_getInterfaceHash(player, &hash), STATUS_OK);
		two_IPlayer_release(player);
	} else {
		next_IPlayer *player = next_IPlayer_fromBinder(binder);

		check_status(next_IPlayer_getInterfaceVersion(player, &version), STATUS_OK);
		check_status(next_IPlayer_getInterfaceHash(player, &hash), STATUS_OK);
		next_IPlayer_release(player);
	}
	check_version(version, hash);
	free(hash);
}
END_TEST

/* The object is of this process and of this file's class: new fields stay out all the same. */
START_TEST(a_call_in_the_process_gives_the_same_answers)
{
	next_IPlayer *player = next_IPlayer_fromBinder(next_service());
	next_IPlayer_Playlist list = {0};
	next_IPlayer_Track track, ret = {0};

	fill(&track);
	ck_assert_int_eq(next_IPlayer_Playlist_init(&list), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Track_Array_alloc(&list.others, 1), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Track_copy(&list.others.data[0], &track), STATUS_OK);
	ck_assert_int_eq(next_IPlayer_Track_copy(&list.first, &track), STATUS_OK);
	check_status(next_IPlayer_play(player, &track, &list, &ret), STATUS_OK);
	ck_assert_int_eq(seen.calls, 1);
	ck_assert_int_eq(seen.seconds, 200);
	ck_assert_str_eq(seen.artist, "unknown");
	ck_assert_int_eq(seen.n_chapters, 2);
	ck_assert_str_eq(ret.title, "Air");
	ck_assert_str_eq(ret.artist, "unknown");
	ck_assert_str_eq(list.others.data[0].title, "changed");
	ck_assert_str_eq(list.others.data[0].artist, "unknown");
	ck_assert_str_eq(track.artist, "Bach");
	next_IPlayer_Playlist_clear(&list);
	next_IPlayer_Track_clear(&track);
	next_IPlayer_Track_clear(&ret);
	next_IPlayer_release(player);
}
END_TEST

/* _i: whether another copy's object is asked, through a parcel. */
START_TEST(new_union_members_are_refused_in_calls)
{
	next_IPlayer *player = next_IPlayer_fromBinder(_i ? two_service() : next_service());
	next_IPlayer_Source source = {0};

	ck_assert_int_eq(next_IPlayer_Source_set_url(&source, "u"), STATUS_OK);
	check_status(next_IPlayer_open(player, &source), STATUS_BAD_VALUE);
	ck_assert_int_eq(seen.calls, 0);
	next_IPlayer_Source_clear(&source);
	check_status(next_IPlayer_opened(player, &source), STATUS_BAD_VALUE);
	ck_assert_int_eq(source.tag, 0);
	next_IPlayer_Source_clear(&source);
	next_IPlayer_release(player);
}
END_TEST

static Suite *frozen_suite(void)
{
	Suite *s = suite_create("frozen");
	TCase *t = tcase_create("parcels");

	tcase_add_test(t, new_fields_are_not_written);
	tcase_add_test(t, new_fields_are_not_read);
	tcase_add_test(t, a_new_field_that_cannot_be_sent_is_no_error);
	tcase_add_test(t, new_members_of_a_union_are_refused);
	suite_add_tcase(s, t);
	t = tcase_create("calls");
	tcase_add_checked_fixture(t, NULL, forget);
	tcase_add_loop_test(t, new_methods_are_unknown_to_the_caller, 0, 2);
	tcase_add_test(t, new_methods_are_unknown_to_the_service);
	tcase_add_test(t, version_2_knows_them);
	tcase_add_loop_test(t, version_and_hash_are_the_frozen_ones, 0, 2);
	tcase_add_test(t, a_call_in_the_process_gives_the_same_answers);
	tcase_add_loop_test(t, new_union_members_are_refused_in_calls, 0, 2);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(frozen_suite)
