// Checks Kubernetes objects against typed models: kinds, types, required and unknown fields.
//
//   kubectl kustomize k8s/base | node k8s/check/check.mjs [--except GROUP]
//
// The models do not complain about fields that they do not know. So each object is given to its validator behind a proxy that
// notes which fields are asked for: what nobody asked for, in an object of which something was, is unknown.
import fs from 'node:fs';
import { loadAll } from 'js-yaml';

const packages = [
  [/(^|\.)keda\.sh$/, '@kubernetes-models/keda'],
  [/^monitoring\.coreos\.com$/, '@kubernetes-models/prometheus-operator'],
  [/./, 'kubernetes-models'],
];

function watched(object, path, seen) {
  const asked = new Set();
  const children = new Map();
  const note = { object, path, asked, all: false };
  seen.push(note);
  return new Proxy(object, {
    get(target, key, receiver) {
      if (typeof key === 'string') asked.add(key);
      const value = Reflect.get(target, key, receiver);
      if (value === null || typeof value !== 'object') return value;
      if (!children.has(key)) children.set(key, watched(value, `${path}/${String(key)}`, seen));
      return children.get(key);
    },
    ownKeys(target) {
      note.all = true;
      return Reflect.ownKeys(target);
    },
  });
}

function unknownFields(seen) {
  return seen
    .filter(({ object, asked, all }) => !Array.isArray(object) && !all && asked.size > 0)
    .flatMap(({ object, path, asked }) =>
      Object.keys(object).filter((key) => !asked.has(key)).map((key) => `${path}/${key}: unknown field`));
}

async function problems(object) {
  const [group] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : [''];
  const [, name] = packages.find(([pattern]) => pattern.test(group)) ?? packages.at(-1);
  let Model;
  try {
    Model = (await import(`${name}/${object.apiVersion}`))[object.kind];
  } catch {
    return [`no model for ${object.apiVersion}`];
  }
  if (!Model) return [`no kind ${object.kind} in ${object.apiVersion}`];
  const seen = [];
  const found = [];
  try {
    Model.prototype.validate.call(watched(new Model(object), '', seen));
  } catch (e) {
    found.push(e.message);
  }
  return [...found, ...unknownFields(seen)];
}

const except = process.argv[2] === '--except' ? process.argv[3] : undefined;
const objects = loadAll(fs.readFileSync(0, 'utf8')).filter((object) => object !== null && object !== undefined);
let checked = 0;
let bad = 0;
for (const object of objects) {
  if (except && object.apiVersion.startsWith(`${except}/`)) continue;
  checked++;
  for (const problem of await problems(object)) {
    bad++;
    console.error(`${object.kind} ${object.metadata?.name}: ${problem}`);
  }
}
console.log(`${checked} objects checked, ${bad} problems`);
process.exit(bad || !checked ? 1 : 0);
