/* SPDX-License-Identifier: MIT */
/*
 * visibility.h - marks what the shared library gives to programs
 *
 * Everything is hidden by default; RT_EXPORT stands at the definition of each public function,
 * and libhideglue.map names them once more with their version.
 */
#pragma once

#define RT_EXPORT __attribute__((visibility("default")))
