import { PROXY } from '../../engine/queries/db-proxies.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'rds-proxy/tls',
	title: 'Proxies take encrypted connections only',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.howitworks.html',
	on: PROXY,
	property: 'RequireTLS',
	effect: 'changes behaviour',
	message: proxy => `${proxy.name} also takes connections without TLS: passwords and rows pass the network in the clear.`,
	fix: proxy => `Require TLS of ${proxy.name}'s clients`,
});
