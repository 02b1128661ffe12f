/* SPDX-License-Identifier: MIT
 *
 * What the inflate of ISA-L calls of the rest of it.
 */
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <zlib.h>

/* Without assembler its own goes byte by byte. */
uint32_t crc32_gzip_refl(uint32_t start, const unsigned char *data, uint64_t size)
{
    return (uint32_t)crc32_z(start, data, (z_size_t)size);
}

/* These two are of the containers gzip and zlib, which nobody here reads: members of a ZIP archive are plain.
 */

uint32_t isal_adler32_bam1(uint32_t start, const unsigned char *data, uint64_t size);

uint32_t isal_adler32_bam1(uint32_t start, const unsigned char *data, uint64_t size)
{
    (void)start;
    (void)data;
    (void)size;
    __builtin_trap();
}

void isal_gzip_header_init(struct isal_gzip_header *header)
{
    (void)header;
    __builtin_trap();
}
