/* SPDX-License-Identifier: MIT
 *
 * memcpy and its like as WebAssembly does them best: by its instructions for memory where there is much, by
 * words and vectors where there is little. Those of wasi-libc go byte by byte. Compiled with -mbulk-memory,
 * which no other file is: with it errno would be another than that of wasi-libc.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wasm_simd128.h>

/* Below this many bytes the instruction costs more than a loop. */
enum { FEW = 128, VECTOR = sizeof(v128_t), WORD = sizeof(uint64_t), HALF = sizeof(uint32_t) };

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    char *t = to;
    const char *f = from;
    if (size >= FEW)
        return __builtin_memcpy(to, from, size);
    if (size >= VECTOR) {
        for (size_t i = 0; i < size - VECTOR; i += VECTOR)
            wasm_v128_store(t + i, wasm_v128_load(f + i));
        wasm_v128_store(t + size - VECTOR,
                        wasm_v128_load(f + size - VECTOR)); /* overlaps the last whole one */
    } else if (size >= WORD) {
        uint64_t first, last;
        __builtin_memcpy(&first, f, WORD);
        __builtin_memcpy(&last, f + size - WORD, WORD);
        __builtin_memcpy(t, &first, WORD);
        __builtin_memcpy(t + size - WORD, &last, WORD);
    } else if (size >= HALF) {
        uint32_t first, last;
        __builtin_memcpy(&first, f, HALF);
        __builtin_memcpy(&last, f + size - HALF, HALF);
        __builtin_memcpy(t, &first, HALF);
        __builtin_memcpy(t + size - HALF, &last, HALF);
    } else {
        for (size_t i = 0; i < size; i++)
            t[i] = f[i];
    }
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

static uint64_t word_at(const unsigned char *at)
{
    uint64_t word;
    __builtin_memcpy(&word, at, WORD);
    return word;
}

static uint32_t half_at(const unsigned char *at)
{
    uint32_t half;
    __builtin_memcpy(&half, at, HALF);
    return half;
}

/* Whether fewer bytes than a vector has are the same; both loads may have some of them twice. */
static int is_same(const unsigned char *a, const unsigned char *b, size_t size)
{
    if (size >= WORD)
        return word_at(a) == word_at(b) && word_at(a + size - WORD) == word_at(b + size - WORD);
    if (size >= HALF)
        return half_at(a) == half_at(b) && half_at(a + size - HALF) == half_at(b + size - HALF);
    return 0;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const unsigned char *left = a, *right = b;
    size_t i = 0;
    for (; i + VECTOR <= size; i += VECTOR)
        if (!wasm_i8x16_all_true(wasm_i8x16_eq(wasm_v128_load(left + i), wasm_v128_load(right + i))))
            break;
    if (size - i < VECTOR && is_same(left + i, right + i, size - i))
        return 0;
    for (; i < size; i++)
        if (left[i] != right[i])
            return left[i] - right[i];
    return 0;
}

void *memchr(const void *in, int byte, size_t size)
{
    const unsigned char *at = in;
    const v128_t wanted = wasm_i8x16_splat((int8_t)byte);
    size_t i = 0;
    for (; i + VECTOR <= size; i += VECTOR) {
        uint32_t found = wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(at + i), wanted));
        if (found)
            return (void *)(uintptr_t)(at + i + __builtin_ctz(found));
    }
    for (; i < size; i++)
        if (at[i] == (unsigned char)byte)
            return (void *)(uintptr_t)(at + i);
    return NULL;
}
