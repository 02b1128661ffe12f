// SPDX-License-Identifier: MIT
// The agency and where it is: a province of the engine's list, and a district of that province.

import { info } from "./ask.js";
import { choice, el, field, fillChoice } from "./dom.js";
import { say } from "./words.js";

const blank = () => ["", "–"];

function districts(province) {
    const known = info().provinces.find(({ name }) => name === province)?.districts ?? [];
    return [blank(), ...known.map((name) => [name, name])];
}

/* Three fields that write into values as {agency, province, district}. name tells those of one form from another's. */
export function placeFields(name, values) {
    const agency = el("input", { type: "text", id: `${name}-agency`, "data-test": `${name}-agency`, autocomplete: "off",
        value: values.agency ?? "", oninput: (event) => { values.agency = event.target.value.trim(); } });
    const district = choice(districts(values.province), { id: `${name}-district`, "data-test": `${name}-district`,
        value: values.district ?? "", onchange: (event) => { values.district = event.target.value; } });
    const province = choice([blank(), ...info().provinces.map((each) => [each.name, each.name])], {
        id: `${name}-province`, "data-test": `${name}-province`, value: values.province ?? "", onchange: (event) => {
            values.province = event.target.value;
            values.district = "";
            fillChoice(district, districts(values.province), "");
        } });
    return [field(say("forms.agency"), agency), field(say("forms.province"), province),
        field(say("forms.district"), district)];
}

/* What was filled in alone. */
export const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
