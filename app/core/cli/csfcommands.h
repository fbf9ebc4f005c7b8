// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

struct Call;
struct Console;

// The EU Cloud Sovereignty Framework on the command line; and, never mixed with it, scores of systems and concentration.
int commandScore(const Call &, Console &);
int commandAssess(const Call &, Console &);
int commandSovereignty(const Call &, Console &);

} // namespace app
