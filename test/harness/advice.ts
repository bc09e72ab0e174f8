/** The rules without those that advise nearly every bucket and key, for designs whose every finding is listed. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { rules } from '../../rules/index.ts';
import { inProject } from '../../tools/files.ts';

const { rules: levels } = parse(readFileSync(inProject('test/editor/plumbline.yaml'), 'utf8')) as { readonly rules: Readonly<Record<string, string>> };

export const rulesWithoutAdvice = rules.filter(rule => levels[rule.id] !== 'off');
