import type { SourceFile } from "./source-files.js";

/** Checks of words: a finding is a sentence that begins with the file. */

// Marks of unfinished work. The attribute of a form field, `placeholder=` or `.placeholder`, is not one.
const unfinished = /\b(TODO|FIXME|XXX|HACK)\b|\bnot (yet )?implemented\b|(?<![.:])\bplaceholder\b(?!=|["']?\])/gi;

export function checkFinished(file: SourceFile): readonly string[] {
  return findAll(file, unfinished).map((word) => `${file.path}: finish the place marked with "${word}"`);
}

// Folders of a particular machine, and hosts of package registries or their mirrors.
const machinePath = /(?<![\w.~*-])\/(work|root|home|Users)\/[\w.-]+/g;
const registryHost =
  /((?<=\/\/)registry\.|\bregistry\.(npmjs|yarnpkg)|[\w-]*(artifactory|nexus|jfrog|verdaccio)[\w-]*\.|\brepo1?\.maven|\bpypi\.|files\.pythonhosted)[\w.-]*/gi;

export function checkMachine(file: SourceFile): readonly string[] {
  return [
    ...findAll(file, machinePath).map((path) => `${file.path}: ${path} is a path of one machine`),
    ...findAll(file, registryHost).map((host) => `${file.path}: ${host} is a package registry`),
  ];
}

function findAll({ text }: SourceFile, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}
