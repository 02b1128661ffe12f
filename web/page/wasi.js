// SPDX-License-Identifier: MIT
//
// What a WebAssembly module that was built with wasi-libc asks of its surroundings (WASI, snapshot preview 1), as far as the
// library does: files that lie in memory, a clock, random numbers. There is no way from here to the disk or to the network.

const OK = 0, BADF = 8, EXIST = 20, INVAL = 28, ISDIR = 31, NOENT = 44, NOTEMPTY = 55;
const DIRECTORY = 3, REGULAR_FILE = 4;
const ROOT = 3; // the descriptor under which wasi-libc finds the folder "/"
const OPEN_CREATE = 1, OPEN_DIRECTORY = 2, OPEN_EXCLUSIVE = 4, OPEN_TRUNCATE = 8;

/** A file in memory, which may grow. */
class MemoryFile {
    static count = 0;

    constructor(bytes = new Uint8Array(0)) {
        this.room = bytes;
        this.size = bytes.length;
        this.id = ++MemoryFile.count;
    }

    get bytes() {
        return this.room.subarray(0, this.size);
    }

    read(at, into) {
        const piece = this.room.subarray(at, Math.min(this.size, at + into.length));
        into.set(piece);
        return piece.length;
    }

    write(at, data) {
        const end = at + data.length;
        if (end > this.room.length) {
            const more = new Uint8Array(Math.max(end, 2 * this.room.length, 64 * 1024));
            more.set(this.bytes);
            this.room = more;
        }
        this.room.set(data, at);
        this.size = Math.max(this.size, end);
        return data.length;
    }
}

/** The files of the page, by their paths: "/in/1/name.xlsx". A folder is there as long as something is in it; these always are. */
export class MemoryFiles {
    #files = new Map();
    #folders = new Set(["/", "/tmp", "/out"]);

    put(path, bytes) {
        const file = new MemoryFile(bytes);
        this.#files.set(path, file);
        return file;
    }

    get(path) {
        return this.#files.get(path);
    }

    remove(path) {
        return this.#files.delete(path);
    }

    rename(from, to) {
        const file = this.#files.get(from);
        this.#files.delete(from);
        return file && this.#files.set(to, file);
    }

    isFolder(path) {
        const inside = path === "/" ? path : path + "/";
        return this.#folders.has(path) || [...this.#files.keys()].some((name) => name.startsWith(inside));
    }

    /** What a folder holds: [name, whether it is a folder]. */
    list(path) {
        const inside = path === "/" ? path : path + "/";
        const found = new Map();
        for (const name of this.#files.keys()) {
            if (!name.startsWith(inside))
                continue;
            const [first, ...more] = name.slice(inside.length).split("/");
            found.set(first, more.length > 0);
        }
        return [...found];
    }
}

/** The functions that the module imports. `memory` gives its memory once there is one. */
export function wasiImports(files, memory) {
    const decoder = new TextDecoder(), encoder = new TextEncoder();
    const open = new Map([[ROOT, { folder: "/" }]]);
    let nextDescriptor = ROOT + 1;

    const view = () => new DataView(memory().buffer);
    const bytesAt = (at, size) => new Uint8Array(memory().buffer, at, size);
    const pathAt = (at, size) => {
        const parts = [];
        for (const part of decoder.decode(bytesAt(at, size)).split("/")) {
            if (part === "..")
                parts.pop();
            else if (part !== "" && part !== ".")
                parts.push(part);
        }
        return "/" + parts.join("/");
    };
    const put32 = (at, value) => view().setUint32(at, value, true);
    const put64 = (at, value) => view().setBigUint64(at, BigInt(value), true);

    /** Calls `move(piece)` for each piece of memory that an array of iovec names, until one is not used up. */
    const eachPiece = (pieces, count, total, move) => {
        let sum = 0;
        for (let i = 0; i < count; i++) {
            const at = view().getUint32(pieces + 8 * i, true), size = view().getUint32(pieces + 8 * i + 4, true);
            const moved = move(bytesAt(at, size), sum);
            sum += moved;
            if (moved < size)
                break;
        }
        put32(total, sum);
        return OK;
    };

    const putFileStat = (at, type, id, size) => {
        bytesAt(at, 64).fill(0);
        put64(at + 8, id);
        view().setUint8(at + 16, type);
        put64(at + 24, 1);
        put64(at + 32, size);
        return OK;
    };

    /** Runs with the open file of a descriptor. */
    const withFile = (descriptor, work) => {
        const entry = open.get(descriptor);
        if (!entry)
            return BADF;
        return entry.folder === undefined ? work(entry) : ISDIR;
    };

    const openFile = (path, flags) => {
        let file = files.get(path);
        if (file && flags & OPEN_EXCLUSIVE)
            return [EXIST];
        if (!file && (flags & OPEN_DIRECTORY || files.isFolder(path)))
            return files.isFolder(path) ? [OK, { folder: path }] : [NOENT];
        if (!file && !(flags & OPEN_CREATE))
            return [NOENT];
        if (!file || flags & OPEN_TRUNCATE)
            file = file ? Object.assign(file, { size: 0 }) : files.put(path);
        return [OK, { file, at: 0 }];
    };

    return {
        environ_sizes_get: (count, size) => (put32(count, 0), put32(size, 0), OK),
        environ_get: () => OK,
        clock_time_get: (clock, precision, time) => (put64(time, Math.round(Date.now() * 1e6)), OK),
        random_get: (at, size) => {
            for (let done = 0; done < size; done += 65536) // as much as may be asked for at once
                crypto.getRandomValues(bytesAt(at + done, Math.min(65536, size - done)));
            return OK;
        },
        proc_exit: (code) => {
            throw new Error(`the library ended with ${code}`);
        },

        fd_prestat_get: (descriptor, at) => {
            if (descriptor !== ROOT)
                return BADF;
            put32(at, 0);
            put32(at + 4, 1); // the length of "/"
            return OK;
        },
        fd_prestat_dir_name: (descriptor, at, size) => (bytesAt(at, size).set(encoder.encode("/")), OK),
        fd_fdstat_get: (descriptor, at) => {
            const entry = open.get(descriptor);
            if (!entry)
                return BADF;
            bytesAt(at, 24).fill(0);
            view().setUint8(at, entry.folder === undefined ? REGULAR_FILE : DIRECTORY);
            bytesAt(at + 8, 16).fill(0xFF); // all rights
            return OK;
        },
        fd_fdstat_set_flags: () => OK,
        fd_sync: () => OK,
        fd_close: (descriptor) => (open.delete(descriptor) ? OK : BADF),
        fd_filestat_get: (descriptor, at) => {
            const entry = open.get(descriptor);
            if (!entry)
                return BADF;
            return entry.file ? putFileStat(at, REGULAR_FILE, entry.file.id, entry.file.size)
                : putFileStat(at, DIRECTORY, 1, 0);
        },
        fd_seek: (descriptor, offset, whence, result) => withFile(descriptor, (entry) => {
            const to = [0, entry.at, entry.file.size][whence] + Number(offset);
            if (!(to >= 0))
                return INVAL;
            entry.at = to;
            put64(result, to);
            return OK;
        }),
        fd_read: (descriptor, pieces, count, total) => withFile(descriptor, (entry) =>
            eachPiece(pieces, count, total, (piece) => {
                const got = entry.file.read(entry.at, piece);
                entry.at += got;
                return got;
            })),
        fd_write: (descriptor, pieces, count, total) => withFile(descriptor, (entry) =>
            eachPiece(pieces, count, total, (piece) => {
                entry.at += entry.file.write(entry.at, piece);
                return piece.length;
            })),
        fd_pread: (descriptor, pieces, count, offset, total) => withFile(descriptor, (entry) =>
            eachPiece(pieces, count, total, (piece, sum) => entry.file.read(Number(offset) + sum, piece))),
        fd_pwrite: (descriptor, pieces, count, offset, total) => withFile(descriptor, (entry) =>
            eachPiece(pieces, count, total, (piece, sum) => entry.file.write(Number(offset) + sum, piece))),
        fd_readdir: (descriptor, at, size, cookie, used) => {
            const folder = open.get(descriptor)?.folder;
            if (folder === undefined)
                return BADF;
            const names = files.list(folder);
            const out = bytesAt(at, size);
            let end = 0;
            for (let i = Number(cookie); i < names.length && end < size; i++) {
                const name = encoder.encode(names[i][0]);
                const entry = new Uint8Array(24 + name.length), head = new DataView(entry.buffer);
                head.setBigUint64(0, BigInt(i + 1), true);
                head.setBigUint64(8, 1n, true);
                head.setUint32(16, name.length, true);
                head.setUint8(20, names[i][1] ? DIRECTORY : REGULAR_FILE);
                entry.set(name, 24);
                out.set(entry.subarray(0, size - end), end);
                end += entry.length;
            }
            put32(used, Math.min(end, size)); // as much as there is room for tells that there is more
            return OK;
        },

        path_open: (folder, lookup, at, size, flags, rights, inheriting, descriptorFlags, result) => {
            const [status, entry] = openFile(pathAt(at, size), flags);
            if (status !== OK)
                return status;
            open.set(nextDescriptor, entry);
            put32(result, nextDescriptor++);
            return OK;
        },
        path_filestat_get: (folder, lookup, at, size, result) => {
            const path = pathAt(at, size), file = files.get(path);
            if (file)
                return putFileStat(result, REGULAR_FILE, file.id, file.size);
            return files.isFolder(path) ? putFileStat(result, DIRECTORY, 1, 0) : NOENT;
        },
        path_rename: (oldFolder, from, fromSize, newFolder, to, toSize) =>
            files.rename(pathAt(from, fromSize), pathAt(to, toSize)) ? OK : NOENT,
        path_unlink_file: (folder, at, size) => (files.remove(pathAt(at, size)) ? OK : NOENT),
        path_remove_directory: () => NOTEMPTY,
        path_link: () => INVAL,
        path_readlink: () => INVAL,
    };
}
