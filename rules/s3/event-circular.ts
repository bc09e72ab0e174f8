import type { Dependency } from '../../engine/queries/dependencies.ts';
import { dependencyWay, isMadeWith } from '../../engine/queries/dependencies.ts';
import { DESTINATIONS, notifications, openers } from '../../engine/queries/events.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { draftOfText } from '../../engine/model/draft.ts';
import { bucketArn } from '../../engine/policy/texts.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/event-circular',
	title: 'A bucket and the destination of its events do not wait for one another',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const { destination, use, target } of notifications(bucket)) {
			if (!target || use.when.length > 0 || !isMadeWith(bucket, use.site)) continue;
			const starts = [target, ...openers(design, destination, target, use).certain.filter(opener => waitsFor(bucket, opener))];
			const circle = starts.map(start => ({ start, way: dependencyWay(start, bucket) })).find(({ way }) => way?.every(step => step.from.when.length === 0));
			if (!circle) continue;
			const names = [bucket, circle.start, ...circle.way!.map(step => step.to)].map(one => one.name);
			report(use, `CloudFormation cannot make these in any order: ${names.join(' → ')}.`, {
				related: circle.way!.map(step => ({ at: step.at, message: `${step.from.name} refers to ${step.to.name}` })),
				fix: fixes(circle.way!.at(-1)!, bucket),
			});
		}
	},
});

function waitsFor(bucket: Resource, opener: Resource): boolean {
	return bucket.at('@DependsOn').items.some(one => one.string === opener.id);
}

/** The way back is cut where it names the bucket. */
function fixes({ from, at }: Dependency, bucket: Resource): FixSpec[] {
	if (from.type !== DESTINATIONS[0]!.opener) return [];
	const source = from.at('SourceArn');
	if (source.exists !== 'yes' || source.site !== at) return [];
	const arn = bucketArn(bucket);
	const written = arn.every(part => typeof part === 'string' || part.kind === 'pseudo') ? draftOfText(arn) : undefined;
	return [
		...(written === undefined ? [] : [{ title: 'Name the bucket by a built ARN', preferred: false, change: change => change.set(source, written) } satisfies FixSpec]),
		{ title: 'Name the account instead of the bucket', preferred: false, change: change => change.remove(source).set(from, 'SourceAccount', { '#text': [{ '#pseudo': 'AWS::AccountId' }] }) },
	];
}
