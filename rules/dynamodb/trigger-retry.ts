import { MAPPING, isTableStream } from '../../engine/queries/triggers.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { RETRIES, STREAM_HOURS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/trigger-retry',
	title: 'A record that cannot be processed does not hold up the others',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html',
	on: MAPPING,
	fixes: 'fix',
	review(mapping, _design, report) {
		const destination = mapping.at('DestinationConfig.OnFailure.Destination');
		const age = mapping.at('MaximumRecordAgeInSeconds');
		for (const source of mapping.at('EventSourceArn').alternatives) {
			if (!isTableStream(source)) continue;
			for (const retries of mapping.at('MaximumRetryAttempts').alternatives) {
				const endless = [retries, age].every(one => one.exists === 'no' || one.is(-1) === 'yes');
				if (!endless || destination.exists !== 'no' || !retries.together(source)) continue;
				report(retries, `${mapping.name} retries a record that its function cannot process until it expires after ${STREAM_HOURS} hours, and everything behind it in the shard waits; then it is dropped without a trace.`, {
					fix: {
						title: `Give up after ${RETRIES} retries, and split failing batches`, effect: 'changes behaviour',
						change: change => {
							change.set(mapping, 'MaximumRetryAttempts', RETRIES);
							if (mapping.at('BisectBatchOnFunctionError').exists === 'no') change.set(mapping, 'BisectBatchOnFunctionError', true);
						},
					},
				});
			}
		}
	},
});
