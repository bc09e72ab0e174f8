import type { Property } from '../../engine/model/resource.ts';
import { type Notification, notifications } from '../../engine/queries/events.ts';
import { defineRule } from '../../engine/review/rule.ts';

interface Filter {
	readonly prefix: string;
	readonly suffix: string;
}

export default defineRule({
	id: 's3/event-overlap',
	title: 'Notifications for one event do not overlap',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		const all = notifications(bucket).map(one => ({ ...one, event: one.item.at('Event'), filter: filterOf(one.item) })).sort((a, b) => a.item.site.range.start - b.item.site.range.start);
		for (const [index, later] of all.entries()) {
			const { event, filter } = later;
			const earlier = filter && all.slice(0, index).find(other => other.filter && apart(other, later) && other.item.together(later.item)
				&& sameEvents(other.event, event) && overlap(other.filter.prefix, filter.prefix, 'startsWith') && overlap(other.filter.suffix, filter.suffix, 'endsWith'));
			if (!earlier) continue;
			report(event, `${bucket.name} announces ${event.string} for ${describe(filter)} and ${earlier.event.string} for ${describe(earlier.filter!)}: the same object would be announced twice, and S3 refuses filters of one event that overlap.`, {
				related: [earlier.event],
			});
		}
	},
});

/** Several events of one block are one configuration for S3. */
function apart(one: Notification, other: Notification): boolean {
	const [a, b] = [one.item.site, other.item.site];
	return a.uri !== b.uri || a.range.start !== b.range.start || a.range.end !== b.range.end;
}

/** Undefined where some of it cannot be known. */
function filterOf(item: Property): Filter | undefined {
	const rules = item.at('Filter.S3Key.Rules').items;
	if (rules.complete !== 'yes' || item.at('Filter').exists === 'maybe') return undefined;
	const filter = { prefix: '', suffix: '' };
	for (const rule of rules) {
		const name = rule.at('Name').string?.toLowerCase(), value = rule.at('Value').scalar;
		if ((name !== 'prefix' && name !== 'suffix') || value === undefined || rule.at('Value').assumed.length > 0) return undefined;
		filter[name] = String(value ?? '');
	}
	return filter;
}

function sameEvents(one: Property, other: Property): boolean {
	const [a, b] = [one.string, other.string];
	if (a === undefined || b === undefined) return false;
	const holds = (group: string, name: string) => group === name || (group.endsWith(':*') && name.startsWith(group.slice(0, -1)));
	return holds(a, b) || holds(b, a);
}

function overlap(one: string, other: string, how: 'startsWith' | 'endsWith'): boolean {
	return one[how](other) || other[how](one);
}

function describe({ prefix, suffix }: Filter): string {
	return prefix === '' && suffix === '' ? 'all objects' : `${prefix}*${suffix}`;
}
