import { draftOfText } from '../../engine/model/draft.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { type NameParts, nameParts, strayCharacter } from '../../engine/queries/name-parts.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ALIAS_LENGTH } from './facts.ts';

const PREFIX = 'alias/';
const RESERVED = 'alias/aws/';

export default defineRule({
	id: 'kms/alias-name',
	title: 'Aliases begin with alias/, and not with alias/aws/',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
	on: 'AWS::KMS::Alias',
	fixes: 'fix',
	review(alias, _design, report) {
		for (const property of alias.at('AliasName').alternatives) {
			const name = nameParts(property);
			const flaw = name && flawOf(name);
			if (!flaw) continue;
			const draft = flaw.mended && draftOfText(flaw.mended);
			report(property, `KMS rejects this alias: ${flaw.why}.`, {
				...(draft !== undefined && { fix: { title: typeof draft === 'string' ? `Name it ${draft}` : flaw.title!, change: change => change.set(property, draft) } }),
			});
		}
	},
});

interface Flaw {
	readonly why: string;
	readonly title?: string;
	readonly mended?: readonly TextPart[];
}

function flawOf(name: NameParts): Flaw | undefined {
	const { start, parts } = name;
	if (start.startsWith(RESERVED)) {
		return { why: `${RESERVED} is reserved for AWS managed keys`, title: 'Take aws/ away', mended: [PREFIX + start.slice(RESERVED.length), ...parts.slice(1)] };
	}
	const stray = strayCharacter(name, /[\w/-]/);
	if (stray) return { why: `it contains ${stray}, and only letters, digits, slashes, underscores and hyphens are allowed` };
	if (start !== '' && !start.startsWith(PREFIX) && !(parts.length > 1 && PREFIX.startsWith(start))) {
		return { why: `it does not begin with ${PREFIX}`, title: `Begin with ${PREFIX}`, mended: [PREFIX + start, ...parts.slice(1)] };
	}
	if (name.whole === PREFIX) return { why: `nothing follows ${PREFIX}` };
	return name.least > ALIAS_LENGTH ? { why: `it has more than ${ALIAS_LENGTH} characters` } : undefined;
}
