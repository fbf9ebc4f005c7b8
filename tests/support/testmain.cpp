// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"

#include <cstdio>
#include <string_view>

namespace {

tests::Registered *newest = nullptr;

/// The name of a file without folder and suffix.
std::string_view nameOf(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return path.substr(0, path.find('.'));
}

const tests::Registered *find(std::string_view name)
{
    const tests::Registered *test = newest;
    while (test && nameOf(test->file) != name)
        test = test->next;
    return test;
}

} // namespace

tests::Registered::Registered(const char *file, Run run) : file(file), run(run), next(newest)
{
    newest = this;
}

int main(int argc, char **argv)
{
    if (const tests::Registered *test = argc > 0 ? find(nameOf(argv[0])) : nullptr)
        return test->run(argc, argv);
    if (const tests::Registered *test = argc > 1 ? find(argv[1]) : nullptr)
        return test->run(argc - 1, argv + 1);
    std::fputs("Name one of these tests first:\n", stderr);
    for (const tests::Registered *test = newest; test; test = test->next)
        std::fprintf(stderr, "  %s\n", std::string(nameOf(test->file)).c_str());
    return 2;
}
