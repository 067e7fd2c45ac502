/* SPDX-License-Identifier: MIT */
/*
 * android/binder_manager.h - names for binder objects
 *
 * The declarations stand in hideglue/manager.h, which is valid both in C and C++.
 */
#pragma once

#include <hideglue/manager.h>
