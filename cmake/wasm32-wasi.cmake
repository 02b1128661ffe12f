# WebAssembly as Debian 12 builds it: clang, wasm-ld, wasi-libc. Programs are run by Node.js (web/wasi-run.mjs).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar)
set(CMAKE_RANLIB llvm-ranlib)
set(CMAKE_EXECUTABLE_SUFFIX .wasm)
set(CMAKE_EXECUTABLE_SUFFIX_C .wasm)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)

# The headers of the machine itself must not be found. What wasi-libc leaves out is in web/compat.
get_filename_component(web ${CMAKE_CURRENT_LIST_DIR}/../web ABSOLUTE)
# Vectors are in every browser of 2021 and later.
set(CMAKE_C_FLAGS_INIT "-msimd128 -msign-ext -mnontrapping-fptoint -nostdlibinc -isystem ${web}/compat -isystem /usr/include/wasm32-wasi -include ${web}/compat/posix.h \
-D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_MMAN -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID")

# A stack of 1 MiB, placed first: one that overflows then traps, where it would else run into the data. Without -O0 clang lets
# wasm-opt change the program where that is installed, and only there.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-O0 -Wl,-O2 -Wl,-z,stack-size=1048576 -Wl,--stack-first -lwasi-emulated-signal \
-lwasi-emulated-process-clocks -lwasi-emulated-getpid -Wno-unused-command-line-argument")

# What runs them, in tests too: with the one compiler that is fast enough to be worth its while for programs that end soon.
set(CMAKE_CROSSCOMPILING_EMULATOR node --no-warnings --no-turbo-fast-api-calls --liftoff-only ${web}/wasi-run.mjs)
