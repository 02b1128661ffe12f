/* SPDX-License-Identifier: MIT
 *
 * memcpy and its like by the instructions that WebAssembly has for them: those of wasi-libc go byte by byte or
 * word by word. Compiled with -mbulk-memory alone: with it errno would be another than that of wasi-libc.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Below this many bytes the instruction costs more than a loop. */
enum { FEW = 48 };

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    char *t = to;
    const char *f = from;
    if (size >= FEW)
        return __builtin_memcpy(to, from, size);
    for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t), t += sizeof(uint64_t), f += sizeof(uint64_t)) {
        uint64_t word;
        __builtin_memcpy(&word, f, sizeof word);
        __builtin_memcpy(t, &word, sizeof word);
    }
    for (; size; size--)
        *t++ = *f++;
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    return __builtin_memmove(to, from, size);
}

void *memset(void *to, int byte, size_t size)
{
    return __builtin_memset(to, byte, size);
}
