import { CLUSTER } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PAUSES_AFTER } from './facts.ts';

export default defineRule({
	id: 'aurora/serverless-pause',
	title: 'A cluster that pauses makes its next visitor wait',
	severity: 'information',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html',
	on: CLUSTER,
	review(cluster, _design, report) {
		const scaling = cluster.at('ServerlessV2ScalingConfiguration');
		const after = scaling.at('SecondsUntilAutoPause');
		const seconds = after.exists === 'no' ? PAUSES_AFTER : after.number;
		for (const least of scaling.at('MinCapacity').alternatives) {
			if (least.number !== 0) continue;
			const when = seconds === undefined ? 'once it is idle' : seconds % 60 === 0 ? `after ${seconds / 60} minutes without a connection` : `after ${seconds} seconds without a connection`;
			report(least, `${cluster.name} pauses ${when}; the next connection waits about 15 seconds, and longer after a day.`);
		}
	},
});
