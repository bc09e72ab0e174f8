import { distance } from 'fastest-levenshtein';
import { notifications } from '../../engine/queries/events.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { EVENT_TYPES } from './facts.ts';

export default defineRule({
	id: 's3/event-type',
	title: 'Event names are those of S3',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		for (const { item } of notifications(bucket)) {
			for (const event of item.at('Event').alternatives) {
				const name = event.string;
				if (name === undefined || EVENT_TYPES.includes(name)) continue;
				const nearest = nearestOf(name);
				report(event, `S3 has no event ${name === '' ? 'without a name' : name}${nearest ? `; the nearest is ${nearest}` : ''}.`);
			}
		}
	},
});

/** The name that is meant: without regard to case and the service's prefix, or few letters away. */
function nearestOf(name: string): string | undefined {
	const bare = (text: string) => text.toLowerCase().replace(/^s3:/, '');
	const known = EVENT_TYPES.map(type => ({ type, far: distance(bare(name), bare(type)) })).sort((a, b) => a.far - b.far);
	const group = EVENT_TYPES.find(type => bare(type) === `${bare(name).replace(/:.*$/, '')}:*`);
	return known[0]!.far <= 3 ? known[0]!.type : group;
}
