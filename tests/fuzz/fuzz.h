/* SPDX-License-Identifier: MIT
 *
 * What libFuzzer calls, and what it offers. A target is a file fuzz_NAME.c with LLVMFuzzerTestOneInput, which
 * aborts where something is wrong (hold.h). It becomes the program fuzz-NAME, which `run` finds, and in every
 * build replay-NAME (replay.c). Where its corpus begins stands in the table SEEDS of `run`.
 */
#ifndef XT_FUZZ_FUZZ_H
#define XT_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* May be left out: how the input is changed. Gives the new size, at most `most`. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* libFuzzer's own way of changing it. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

/* Ways for a custom mutator: of XML, tokens more often than bytes; of Thai text, characters more often. */
size_t xml_mutate_input(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t text_mutate_input(uint8_t *data, size_t size, size_t most, unsigned seed);

#endif
