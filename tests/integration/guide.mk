# SPDX-License-Identifier: MIT
# The pages of docs/ that hold code.
dist_check_SCRIPTS += %D%/guide.sh
TESTS += %D%/guide.sh
