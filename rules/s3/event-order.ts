import type { Resource } from '../../engine/model/resource.ts';
import { dependencyWay, isMadeWith } from '../../engine/queries/dependencies.ts';
import { type Notification, admits, notifications, openers } from '../../engine/queries/events.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

export default defineRule({
	id: 's3/event-order',
	title: 'The permission to deliver events exists before the bucket',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const notification of notifications(bucket)) {
			const needed = permission(notification);
			if (!needed || !isMadeWith(bucket, notification.use.site) || dependencyWay(bucket, needed)) continue;
			// Where it refers to the bucket, to wait for it would be a circle: `s3/event-circular` speaks of those that are, this of those that would be.
			const back = dependencyWay(needed, bucket);
			const needs = needed.type === 'AWS::Lambda::Permission' && back?.length === 1 && back[0]!.at === needed.at('SourceArn').site;
			report(notification.use, back
				? `${needed.name} lets S3 deliver, and is made only after ${bucket.name}, to which it refers: S3 checks the right when the bucket is made, and refuses.`
				: `${bucket.name} does not wait for ${needed.name}, which lets S3 deliver: CloudFormation may make the bucket first, and S3 refuses the notification.`, {
				related: [needed],
				...((!back || needs) && { fix: {
					title: back ? `Name the account in ${needed.name}, and wait for it` : `Make ${bucket.name} wait for ${needed.name}`,
					change: change => {
						if (back) change.remove(needed, 'SourceArn').set(needed, 'SourceAccount', { '#text': [{ '#pseudo': 'AWS::AccountId' }] });
						dependOn(bucket, needed, change);
					},
				} }),
			});
		}
	},
});

/** The one policy that lets S3 deliver; none where there are several, or where SAM makes it with its function and sees to the order. */
function permission({ destination, target, use }: Notification): Resource | undefined {
	if (!target) return undefined;
	const { certain, possible } = openers(target.design, destination, target, use);
	const admitting = certain.filter(opener => admits(destination, opener, target, EVENT_SOURCE) !== 'no');
	const [only] = admitting;
	if (!only || admitting.length > 1 || possible.length > 0 || admits(destination, only, target, EVENT_SOURCE) !== 'yes') return undefined;
	const made = only.blocks.some(block => target.blocks.includes(block)) || only.when.length > 0 || only.multiplicity !== undefined;
	return made ? undefined : only;
}

function dependOn(bucket: Resource, needed: Resource, change: ChangeBuilder): void {
	const written = bucket.at('@DependsOn');
	if (written.value?.kind === 'list') change.append(bucket, '@DependsOn', needed.id);
	else change.set(bucket, '@DependsOn', written.string === undefined ? needed.id : [written.string, needed.id]);
}
