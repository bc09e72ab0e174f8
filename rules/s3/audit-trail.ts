import type { Resource } from '../../engine/model/resource.ts';
import { type Answer, either, not } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

const OBJECTS = 'AWS::S3::Object';

export default defineRule({
	id: 's3/audit-trail',
	title: 'A trail records who reads and writes objects',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-cloudtrail-logging-for-s3.html',
	on: 'AWS::CloudTrail::Trail',
	review(trail, design, report) {
		// A design whose only bucket receives the trail has no objects to watch.
		const buckets = design.all('AWS::S3::Bucket').filter(bucket => bucket.id !== design.follow(trail.at('S3BucketName'), 'AWS::S3::Bucket')?.id);
		if (buckets.length === 0 || trail.partial) return;
		const missing = (['read', 'write'] as const).filter(half => not(either(...design.all('AWS::CloudTrail::Trail').map(one => records(one, half)))) === 'yes');
		if (missing.length === 0) return;
		const what = missing.length === 2 ? 'neither reads nor writes' : `no ${missing[0]}s`;
		report(trail, `${trail.name} records ${what} of objects: who used the data of ${buckets[0]!.name}${buckets.length > 1 ? ' and the other buckets' : ''} cannot be told afterwards.`);
	},
});

/** Whether the trail has data events of S3 objects, for the half of them. */
function records(trail: Resource, half: 'read' | 'write'): Answer {
	const basic = trail.at('EventSelectors').items, advanced = trail.at('AdvancedEventSelectors').items;
	const only = half === 'read' ? 'WriteOnly' : 'ReadOnly';
	const answers = [
		...basic.map((selector): Answer => {
			const types = selector.all('DataResources[].Type');
			const covered = either(selector.at('DataResources').items.complete === 'yes' ? 'no' : 'maybe', ...types.map(type => type.is(OBJECTS)));
			return covered === 'no' ? 'no' : selector.at('ReadWriteType').is(only) === 'no' ? covered : selector.at('ReadWriteType').is(only) === 'maybe' ? 'maybe' : 'no';
		}),
		...advanced.map((selector): Answer => {
			const fields = selector.all('FieldSelectors[]');
			const objects = fields.filter(field => field.at('Field').is('resources.type') === 'yes').flatMap(field => field.all('Equals[]')).map(one => one.is(OBJECTS));
			const readOnly = fields.filter(field => field.at('Field').is('readOnly') === 'yes').flatMap(field => field.all('Equals[]')).map(one => one.is(half === 'read' ? 'false' : 'true'));
			if (selector.at('FieldSelectors').items.complete !== 'yes') return 'maybe';
			const covered = either('no', ...objects);
			return covered === 'yes' && readOnly.length > 0 ? not(either(...readOnly)) : covered;
		}),
	];
	return either(basic.complete === 'yes' && advanced.complete === 'yes' ? 'no' : 'maybe', ...answers);
}
