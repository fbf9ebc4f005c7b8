// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

/// What this thread has used, in milliseconds: what other programs take does not count.
inline double threadTime()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_nsec) / 1e6;
}
