import { type NameParts, lengthFlaw, nameParts, strayCharacter, wholeName } from '../../engine/queries/name-parts.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { BUCKET_NAME, RESERVED_PREFIXES, RESERVED_SUFFIXES } from './facts.ts';

export default defineRule({
	id: 's3/bucket-name',
	title: 'Bucket names are such as S3 accepts',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const property of bucket.at('BucketName').alternatives) {
			const name = nameParts(property);
			// An empty name is none: Terraform's provider makes one up.
			const flaw = name && name.whole !== '' && flawOf(name);
			if (!flaw) continue;
			const fixes: FixSpec[] = [];
			const mended = name.whole === undefined ? undefined : mend(name.whole);
			if (mended !== undefined) fixes.push({ title: `Name it ${mended}`, change: change => change.set(property, mended) });
			fixes.push({ title: 'Let AWS choose a name', preferred: false, change: change => change.remove(property) });
			report(property, `S3 rejects this bucket name: it ${flaw}.`, { fix: fixes });
		}
	},
});

function flawOf(name: NameParts): string | undefined {
	const { start, end, whole } = name;
	const stray = strayCharacter(name, /[a-z0-9.-]/);
	if (stray) return `contains ${stray}, and only lowercase letters, digits, hyphens and dots are allowed`;
	const length = lengthFlaw(name, BUCKET_NAME);
	if (length) return length;
	if (/^[.-]/.test(start)) return `begins with “${start[0]}”, and must begin with a letter or digit`;
	if (/[.-]$/.test(end)) return `ends with “${end.at(-1)}”, and must end with a letter or digit`;
	if (name.pieces.some(piece => piece.includes('..'))) return 'has two dots in a row';
	if (whole !== undefined && /^\d{1,3}(\.\d{1,3}){3}$/.test(whole)) return 'looks like an IP address';
	const prefix = RESERVED_PREFIXES.find(one => start.startsWith(one)), suffix = RESERVED_SUFFIXES.find(one => end.endsWith(one));
	if (prefix) return `begins with ${prefix}, which AWS reserves`;
	return suffix && `ends with ${suffix}, which AWS reserves`;
}

/** The nearest name that is accepted, where one is near. */
function mend(name: string): string | undefined {
	const mended = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/\.{2,}/g, '.').replace(/^[.-]+|[.-]+$/g, '');
	return flawOf(wholeName(mended)) ? undefined : mended;
}
