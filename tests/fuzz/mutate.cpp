// SPDX-License-Identifier: GPL-3.0-or-later
// A short round of a fuzz target without libFuzzer: usage: PROGRAM ROUNDS KEPT FILE... Each file is given to the target as it is and in ROUNDS
// mutations, the same every time. One that aborts the program, or keeps it busy for more than 10 seconds, is left in the file KEPT.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

constexpr unsigned Seconds = 10;
constexpr long MostMemory = 1024L * 1024; ///< KiB
constexpr std::size_t Longest = 65536;

const std::string *current = nullptr;
const char *kept = nullptr;

// Only what may be called in a handler of signals.
void keep(int signal)
{
    constexpr std::string_view said = "the input that did it is kept\n";
    if (std::FILE *file = current ? std::fopen(kept, "wb") : nullptr) {
        std::fwrite(current->data(), 1, current->size(), file);
        std::fclose(file);
        (void)!::write(STDERR_FILENO, said.data(), said.size());
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// What files have where readers stumble: ends of things, numbers beyond all bounds, marks of encodings.
constexpr std::array<std::string_view, 26> Tokens = {"null", "{}", "[]", "\"\"", "-1", "1e999", "99999999999999999999", "0.1", "true", "{", "}", "[", "]", "\"",
                                                     "\\u0000", "\\ud800", "\xef\xbb\xbf", "\xff\xfe", "\xc3", "\n", "\r\n\r\n", ";", ",,,,", "=1+1", "../", "#"};

class Mutation
{
public:
    explicit Mutation(std::uint64_t seed) : m_random(seed) {}
    std::string of(std::string text, const std::string &other)
    {
        for (std::size_t left = 1 + below(4); left > 0; --left)
            change(text, other);
        text.resize(std::min(text.size(), Longest));
        return text;
    }

private:
    std::size_t below(std::size_t most) { return most == 0 ? 0 : m_random() % most; }
    void change(std::string &text, const std::string &other)
    {
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = below(std::min<std::size_t>(text.size() - at, 200) + 1);
        switch (below(9)) {
        case 0: text.resize(at); break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, text.substr(at, length)); break;
        case 3: text.insert(at, Tokens[below(Tokens.size())]); break;
        case 4: text.replace(at, length, Tokens[below(Tokens.size())]); break;
        case 5:
            if (at < text.size())
                text[at] = static_cast<char>(below(256));
            break;
        case 6: text.replace(at, length, other.substr(below(other.size()), length)); break;
        case 7: value(text, at); break;
        default: std::reverse(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at + length)); break;
        }
    }
    /// The next value of a document or cell of a table becomes another, so that its form stays and its type does not.
    void value(std::string &text, std::size_t at)
    {
        const std::size_t begin = text.find_first_of(":,;", at);
        if (begin == std::string::npos)
            return;
        const std::size_t end = std::min(text.find_first_of(",;}]\n", begin + 1), text.size());
        text.replace(begin + 1, end - begin - 1, Tokens[below(Tokens.size())]);
    }

    std::mt19937_64 m_random;
};

std::string contentOf(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void give(const std::string &input)
{
    current = &input;
    ::alarm(Seconds);
    (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size());
    ::alarm(0);
    current = nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    kept = argv[2];
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM})
        std::signal(signal, keep);
    std::vector<std::string> seeds;
    for (int i = 3; i < argc; ++i)
        seeds.push_back(contentOf(argv[i]));
    const long rounds = std::atol(argv[1]);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        give(seeds[i]);
        for (long round = 0; round < rounds; ++round) {
            Mutation mutation(i * 1000003 + static_cast<std::uint64_t>(round));
            give(mutation.of(seeds[i], seeds[(i + static_cast<std::size_t>(round)) % seeds.size()]));
        }
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%zu files, %ld mutations of each, %ld MiB\n", seeds.size(), rounds, usage.ru_maxrss / 1024);
    return usage.ru_maxrss > MostMemory ? 1 : 0;
}
