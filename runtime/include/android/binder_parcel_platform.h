/* SPDX-License-Identifier: MIT */
/*
 * android/binder_parcel_platform.h - what only the platform may ask of a parcel
 */
#pragma once

#include <stdbool.h>

#include <android/binder_parcel.h>

__BEGIN_DECLS

/** Whether descriptors may be written to the parcel: always true here. */
bool AParcel_getAllowFds(const AParcel *parcel);

/** The parcel's memory is wiped when it is freed. */
void AParcel_markSensitive(const AParcel *parcel) __INTRODUCED_IN(31);

__END_DECLS
