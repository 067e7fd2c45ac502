/* SPDX-License-Identifier: MIT */
/*
 * android/binder_process.h - the threads that serve calls
 *
 * The declarations stand in hideglue/process.h, which is the same in C and C++.
 */
#pragma once

#include <hideglue/process.h>
