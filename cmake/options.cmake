# Compiler options shared by every target: link to xt_options.
add_library(xt_options INTERFACE)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)

target_compile_definitions(xt_options INTERFACE _POSIX_C_SOURCE=200809L _FILE_OFFSET_BITS=64)
target_compile_options(xt_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wpointer-arith -Wwrite-strings -Wundef -Wformat=2 -Wvla)

if(NOT XLSTOOLS_THREADS)
    target_compile_definitions(xt_options INTERFACE XT_NO_THREADS)
endif()
if(XLSTOOLS_WEB)
    target_compile_options(xt_options INTERFACE -Wno-gnu-statement-expression) # SEEK_END of wasi-libc is one
    target_compile_definitions(xt_options INTERFACE XT_NO_ISAL_DEFLATE) # web/libraries has its inflate alone
endif()
if(XLSTOOLS_WERROR)
    target_compile_options(xt_options INTERFACE -Werror)
endif()
if(XLSTOOLS_SANITIZE STREQUAL "address")
    set(sanitizers address,undefined)
elseif(XLSTOOLS_SANITIZE STREQUAL "thread")
    set(sanitizers thread)
    # ThreadSanitizer ends with "unexpected memory mapping" where the kernel places memory more at random than it knows.
    # What is built is then run without that, also in tests (tests/CMakeLists.txt).
    set(random_bits 0)
    if(EXISTS /proc/sys/vm/mmap_rnd_bits)
        file(READ /proc/sys/vm/mmap_rnd_bits random_bits)
    endif()
    if(random_bits GREATER 28)
        set(launcher setarch -R)
    endif()
    set(XLSTOOLS_LAUNCHER "${launcher}" CACHE STRING "What programs are run by that are built with ThreadSanitizer")
    set(CMAKE_CROSSCOMPILING_EMULATOR ${XLSTOOLS_LAUNCHER})
elseif(XLSTOOLS_SANITIZE)
    message(FATAL_ERROR "XLSTOOLS_SANITIZE is address, thread or empty, not ${XLSTOOLS_SANITIZE}")
endif()
if(XLSTOOLS_SANITIZE)
    target_compile_options(xt_options INTERFACE -fsanitize=${sanitizers} -fno-sanitize-recover=undefined
                                                -fno-omit-frame-pointer)
    target_link_options(xt_options INTERFACE -fsanitize=${sanitizers})
endif()
if(XLSTOOLS_FUZZ)
    target_compile_options(xt_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(XLSTOOLS_COVERAGE)
    target_compile_options(xt_options INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(xt_options INTERFACE --coverage)
endif()
