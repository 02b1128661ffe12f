// SPDX-License-Identifier: MIT
//
// The library, as the page calls it: a worker holds it, so that the page never waits. Calls are done one after the other. To cancel, the worker
// is ended and another one started, which gets the files anew when they are asked for.
//
//     const engine = await startEngine(element, { onprogress });
//     const id = await engine.add(file);
//     const checked = await engine.call("check", { id, lang: "th" });

/** What went wrong: `code` as xt_status_code has it, `message` a sentence in the language of the call. */
export class EngineError extends Error {
    constructor({ code, message, file, cancelled = false }) {
        super(message);
        this.code = code;
        this.file = file;
        this.cancelled = cancelled;
    }
}

const CANCELLED = { code: "cancelled", message: "", cancelled: true };

const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** What the packer has put into the page: deflated, in base64; a JSON text {"templates", "worker", "sample"}, NUL, the module. */
async function unpack(element) {
    const packed = fromBase64(element.textContent.trim());
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const end = bytes.indexOf(0);
    const { templates, worker, sample } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    return { templates, worker, sample: fromBase64(sample), module: await WebAssembly.compile(bytes.subarray(end + 1)) };
}

class Engine {
    #payload;
    #source; // address of the worker's script
    #onprogress;
    #files = new Map(); // all that were added
    #nextFile = 1;
    #worker = null;
    #inWorker = new Set(); // ids of files that the worker has
    #nextCall = 1;
    #waiting = new Map(); // number of a call to what its promise wants
    #queue = Promise.resolve();

    constructor(payload, onprogress) {
        this.#payload = payload;
        this.#onprogress = onprogress;
        this.#source = URL.createObjectURL(new Blob([payload.worker], { type: "text/javascript" }));
    }

    async start() {
        this.info = await this.#startWorker();
    }

    async #startWorker() {
        const worker = this.#worker = new Worker(this.#source);
        this.#inWorker.clear();
        worker.onmessage = ({ data }) => this.#receive(data);
        worker.onerror = (event) => this.#fail(new EngineError({ code: "defect", message: event.message }));
        const { module, templates, sample } = this.#payload;
        return this.#post("start", { module, templates, sample });
    }

    #receive({ call, result, error, progress }) {
        if (progress) {
            this.#onprogress?.(progress);
            return;
        }
        const waiting = this.#waiting.get(call);
        this.#waiting.delete(call);
        if (error?.broken) // what the module holds cannot be relied on any more
            this.#end();
        if (error)
            waiting?.reject(new EngineError(error));
        else
            waiting?.resolve(result);
    }

    #post(name, args) {
        if (!this.#worker) // it was cancelled meanwhile
            return Promise.reject(new EngineError(CANCELLED));
        return new Promise((resolve, reject) => {
            const call = this.#nextCall++;
            this.#waiting.set(call, { resolve, reject });
            this.#worker.postMessage({ call, name, args });
        });
    }

    #fail(error) {
        for (const { reject } of this.#waiting.values())
            reject(error);
        this.#waiting.clear();
    }

    #end() {
        this.#worker?.terminate();
        this.#worker = null;
    }

    /** Does `work` when all before it is done, whatever became of that. */
    #inTurn(work) {
        const turn = this.#turn;
        const done = this.#queue.then(() => {
            if (turn !== this.#turn)
                throw new EngineError(CANCELLED);
            return work();
        });
        this.#queue = done.catch(() => {});
        return done;
    }

    #turn = 0; // raised by each cancel: what was asked for before is not begun

    /** Gives the worker the files of a call that it does not have. */
    async #bring(ids) {
        if (!this.#worker)
            await this.#startWorker();
        for (const id of ids) {
            if (this.#inWorker.has(id) || !this.#files.has(id))
                continue;
            const { file, options, wasChecked } = this.#files.get(id);
            await this.#post("add", { id, file, options, wasChecked });
            this.#inWorker.add(id);
        }
    }

    /** A workbook with faults of many kinds, to try the page with. */
    get sample() {
        return new File([this.#payload.sample], "sample.xlsx");
    }

    /** Makes a file known, and returns its number. It is read when it is asked for. */
    async add(file) {
        const id = this.#nextFile++;
        this.#files.set(id, { file, options: {}, wasChecked: false }); // options: of its last check
        return id;
    }

    drop(id) {
        this.#files.delete(id);
        return this.#inTurn(async () => {
            if (this.#worker && this.#inWorker.delete(id))
                await this.#post("drop", { id });
        });
    }

    call(name, args) {
        const ids = args.ids ?? (args.id === undefined ? [] : [args.id]);
        if (name === "check" && this.#files.has(args.id)) {
            const { id, lang, ...options } = args;
            Object.assign(this.#files.get(id), { options, wasChecked: false });
        }
        return this.#inTurn(async () => {
            if (ids.some((id) => !this.#files.has(id))) // removed before its turn came
                throw new EngineError(CANCELLED);
            await this.#bring(ids);
            const answer = await this.#post(name, args);
            if (name === "check" && this.#files.has(args.id))
                this.#files.get(args.id).wasChecked = answer.status !== "trouble";
            return answer;
        });
    }

    /** Ends what is being done and what waits; the files stay known. */
    cancel() {
        this.#turn++;
        this.#end();
        this.#fail(new EngineError(CANCELLED));
    }
}

export async function startEngine(element, { onprogress } = {}) {
    const engine = new Engine(await unpack(element), onprogress);
    await engine.start();
    return engine;
}
