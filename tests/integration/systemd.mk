# SPDX-License-Identifier: MIT
# What is installed for systemd.
TESTS += %D%/systemd_units.sh
dist_check_SCRIPTS += %D%/systemd_units.sh
check_DATA = $(systemd_units)
