# SPDX-License-Identifier: MIT

noinst_HEADERS += %D%/binder.h %D%/env.h
