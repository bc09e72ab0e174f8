import { draftOfText } from '../../engine/model/draft.ts';
import type { Property } from '../../engine/model/resource.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Statement } from '../../engine/policy/document.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/partition',
	title: 'ARNs in policies take their partition from the deployment',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, _design, report) {
		// A file of its own is deployed by nobody whom it could ask; a region that is stated is of one partition.
		if (resource.partial || resource.at('@Region').string !== undefined) return;
		for (const { document } of policiesIn(resource)) {
			const found = across(document, ({ statements }) => statements.flatMap(arnsIn).filter(place => partitionOf(place) !== undefined), ({ path }) => path);
			for (const [place, when] of found) {
				const partition = partitionOf(place)!, [first, ...rest] = place.textParts as readonly [string, ...TextPart[]];
				const portable = draftOfText(['arn:', { kind: 'pseudo', name: 'AWS::Partition', site: place.site }, first.slice(`arn:${partition}`.length), ...rest]);
				if (portable === undefined) continue;
				report(place, `The ARN is of the partition ${partition}; in another (${others(partition)}) it names nothing${describeWhen(when, place)}.`, {
					fix: { title: 'Take the partition from the deployment', change: change => change.set(place, portable) },
				});
			}
		}
	},
});

function arnsIn({ resources, principals, conditions }: Statement): readonly Property[] {
	return [...principals?.items ?? [], ...resources.items, ...conditions.clauses.flatMap(({ values }) => values)].map(({ property }) => property);
}

/** The partition that an ARN spells out; none where its region or account is spelt out too, which are of that partition anyway. */
function partitionOf({ textParts, value }: Property): string | undefined {
	if (value?.kind !== 'known' && value?.kind !== 'text') return undefined;
	const text = textParts!.map(part => (typeof part === 'string' ? part : '\0')).join('');
	const [, partition, region = '', account = ''] = /^arn:(aws|aws-cn|aws-us-gov):[^:]*:([^:]*):([^:]*):/.exec(text) ?? [];
	return /^[a-z]+-[a-z-]+-\d$/.test(region) || /^\d{12}$/.test(account) ? undefined : partition;
}

function others(partition: string): string {
	return ['aws', 'aws-cn', 'aws-us-gov'].filter(one => one !== partition).join(', ');
}
