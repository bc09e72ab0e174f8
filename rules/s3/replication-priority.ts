import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-priority',
	title: 'Replication rules have priorities of their own',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const rules = bucket.at('ReplicationConfiguration.Rules').items;
		// A filter makes it the second version of the schema, which asks for priorities; the first has none.
		const priorities = rules.filter(rule => rule.at('Filter').exists === 'yes').map(rule => rule.at('Priority'));
		if (priorities.length < 2) return;
		const numbers = priorities.map(priority => priority.number).filter(number => number !== undefined);
		let next = Math.max(0, ...numbers) + 1;
		priorities.forEach((priority, index) => {
			const number = priority.number;
			const twin = number === undefined ? undefined : priorities.slice(0, index).find(one => one.number === number && one.together(priority));
			if (!twin && priority.exists !== 'no') return;
			const free = next++;
			report(priority, twin
				? `Two replication rules of ${bucket.name} have the priority ${number}; S3 takes each priority only once.`
				: `This replication rule of ${bucket.name} has a filter and no ${priority.label}; S3 refuses it, because it decides which of several rules counts.`, {
				related: twin ? [twin] : [],
				fix: { title: `Give it priority ${free}`, change: change => change.set(priority, free) },
			});
		});
	},
});
