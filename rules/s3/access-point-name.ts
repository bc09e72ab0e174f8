import { type NameParts, lengthFlaw, nameParts, strayCharacter, wholeName } from '../../engine/queries/name-parts.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ACCESS_POINT_NAME } from './facts.ts';

export default defineRule({
	id: 's3/access-point-name',
	title: 'Access point names are such as S3 accepts',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html',
	on: 'AWS::S3::AccessPoint',
	fixes: 'choice',
	review(point, _design, report) {
		for (const property of point.at('Name').alternatives) {
			const name = nameParts(property);
			const flaw = name && flawOf(name);
			if (!flaw) continue;
			const mended = name.whole === undefined ? undefined : mend(name.whole);
			report(property, `S3 rejects this name of an access point: it ${flaw}.`, {
				...(mended !== undefined && { fix: { title: `Name it ${mended}`, change: change => change.set(property, mended) } }),
			});
		}
	},
});

function flawOf(name: NameParts): string | undefined {
	const { start, end } = name;
	const stray = strayCharacter(name, /[a-z0-9-]/);
	if (stray) return `contains ${stray}, and only lowercase letters, digits and hyphens are allowed`;
	const length = lengthFlaw(name, ACCESS_POINT_NAME);
	if (length) return length;
	if (start.startsWith('-') || end.endsWith('-')) return `${start.startsWith('-') ? 'begins' : 'ends'} with a hyphen`;
	return end.endsWith('-s3alias') ? 'ends with -s3alias, which AWS reserves' : undefined;
}

/** The nearest name that is accepted, where one is near. */
function mend(name: string): string | undefined {
	const mended = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '').replace(/-s3alias$/, '');
	return mended === '' || flawOf(wholeName(mended)) ? undefined : mended;
}
