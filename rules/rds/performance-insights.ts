import { switchRule } from '../../engine/review/switch.ts';
import { familyOf, INSTANCE, NO_INSIGHTS_CLASSES } from './facts.ts';

export default switchRule({
	id: 'rds/performance-insights',
	title: 'Performance Insights shows what a database waits for',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html',
	on: INSTANCE,
	property: 'EnablePerformanceInsights',
	message: database => `Performance Insights is off for ${database.name}: when it is slow, nothing says which statements it waits for. Seven days of it are free.`,
	fix: database => `Turn Performance Insights on for ${database.name}`,
	grade: database => {
		const family = familyOf(database);
		if (family === 'custom' || family === 'db2' || database.at('DatabaseInsightsMode').is('advanced') !== 'no') return undefined;
		// The smallest classes have none with MySQL and MariaDB; of a class that is not known it cannot be said.
		const small = database.at('DBInstanceClass').test(name => NO_INSIGHTS_CLASSES.includes(String(name)));
		return small === 'no' || family === 'postgres' || family === 'oracle' || family === 'sqlserver' ? 'information' : undefined;
	},
});
