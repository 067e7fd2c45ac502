# SPDX-License-Identifier: MIT
# A driver that ends and comes back, under real processes.
check_PROGRAMS += %D%/restart_peer
TESTS += %D%/restart.sh
dist_check_SCRIPTS += %D%/restart.sh
%C%_restart_peer_SOURCES = %D%/restart_peer.c
%C%_restart_peer_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include
%C%_restart_peer_LDADD = libhideglue.la
EXTRA_%C%_restart_peer_DEPENDENCIES = hideglue-driverd hideglue-servicemanager
