/** What start scripts install, mount and keep. */
import { describe, expect, test } from 'vitest';
import { contentIn, mountsIn, softwareIn } from '../../../engine/queries/software.ts';
import { fleetOf, startupOf } from '../../../engine/queries/startup.ts';
import { design } from '../cloudformation/design.ts';
import { hcl } from '../terraform/design.ts';

const names = (text: string) => softwareIn(text).map(one => one.name);

describe('software', () => {
	test.each([
		['yum install -y mariadb-server', 'MariaDB'], ['dnf -y install mariadb105-server', 'MariaDB'], ['apt-get install -y mysql-server', 'MySQL'], ['apt install postgresql', 'PostgreSQL'],
		['yum install -y postgresql15-server', 'PostgreSQL'], ['sudo yum install -y mongodb-org', 'MongoDB'], ['apt-get -qq install redis-server', 'Redis'], ['yum install -y \\\n  php \\\n  mssql-server', 'SQL Server'],
		['systemctl enable --now mariadb', 'MariaDB'], ['service mysqld start', 'MySQL'], ['docker run -d --name db -e X=y mysql:8.0', 'MySQL'], ['systemctl start postgresql-15.service', 'PostgreSQL'],
		['yum install -y httpd', 'Apache'], ['apt-get install nginx=1.24', 'nginx'], ['Install-WindowsFeature -name Web-Server -IncludeManagementTools', 'IIS'], ['#cloud-config\npackages:\n  - nginx\nruncmd:\n  - x', 'nginx'],
		['choco install sql-server-express -y', 'SQL Server'],
	])('%j is %s', (line, name) => expect(names(line)).toEqual([name]));

	test.each([
		'yum install -y mysql', 'dnf install mariadb105', 'apt-get install mysql-client postgresql-client redis-tools', 'yum install -y postgresql15', '# yum install mariadb-server', 'echo "apt install mysql-server"',
		'yum update -y', 'pip install redis', 'npm install mysql', 'yum remove -y mariadb-server', 'docker pull mysql:8', 'docker run -d org/mysql-exporter:1', 'systemctl stop mariadb', 'amazon-linux-extras install postgresql14',
		'mysql -h ${host} -e "create database x"', 'yum install -y https://dev.mysql.com/get/mysql80-community-release-el7-3.noarch.rpm', 'dnf install -y httpd-tools',
	])('%j is none', line => expect(names(line)).toEqual([]));

	test('each is found once, in the order of the text', () => {
		expect(names('yum install -y httpd mariadb-server php\nsystemctl start mariadb httpd')).toEqual(['Apache', 'MariaDB']);
		expect(softwareIn('yum   install -y mariadb-server && x')[0]).toEqual({ kind: 'database', name: 'MariaDB', by: 'yum install -y mariadb-server' });
	});
});

test('mounts and content', () => {
	const kinds = (text: string) => mountsIn(text).map(one => one.kind);
	expect([kinds('mount -t efs -o tls fs-12345678:/ /mnt'), kinds('echo x\necho'), kinds('${…}:/ /efs/wp-content efs _netdev,tls,iam 0 0'), kinds('mount -t nfs4 -o nfsvers=4.1 fs-1.efs.eu-west-1.amazonaws.com:/ /x')]).toEqual([['efs'], [], ['efs'], ['efs']]);
	expect([kinds('mount -t nfs4 10.0.0.1:/ /x'), kinds('s3fs bucket /x'), kinds('mount /dev/xvdf /data'), kinds('yum install -y amazon-efs-utils')]).toEqual([['nfs'], ['other'], [], []]);
	expect([contentIn('wget https://wordpress.org/latest.tar.gz -P /var/www/html')?.keeps, contentIn('wp core download'), contentIn('yum install -y httpd')]).toEqual(['wp-content', { name: 'WordPress', keeps: 'wp-content' }, undefined]);
});

test('user data in CloudFormation', () => {
	const of = (properties: string, more = '') => startupOf(design(`Parameters: { P: { Type: String } }\nResources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties: ${properties}\n${more}`).resource('I')!);
	const script = 'UserData: { "Fn::Base64": !Sub "#!/bin/bash\\nyum install -y mariadb-server\\n/opt/aws/bin/cfn-init -s ${AWS::StackId}\\n" }';
	expect(of(`{ ${script} }`)).toMatchObject({ software: [{ name: 'MariaDB' }], open: false, windows: false });
	expect(of('{ UserData: { "Fn::Base64": { "Fn::Join": ["\\n", ["#!/bin/bash", "yum install -y httpd", !Ref P]] } } }')).toMatchObject({ software: [{ name: 'Apache' }], open: true });
	expect(of('{ UserData: { "Fn::Base64": "<powershell>\\nInstall-WindowsFeature Web-Server\\n</powershell>" } }')).toMatchObject({ software: [{ name: 'IIS' }], windows: true });
	expect(of('{ UserData: !Ref P }')).toMatchObject({ software: [], open: true });
	expect(of('{}', `    Metadata:
      AWS::CloudFormation::Init:
        configSets: { all: [one] }
        one:
          packages: { yum: { mysql-server: [], httpd: [] } }
          commands: { a: { command: "mount -t efs fs-12345678:/ /x" } }
          sources: { /var/www/html: https://wordpress.org/latest.tar.gz }`)).toMatchObject({ software: [{ name: 'MySQL', by: 'mysql-server' }, { name: 'Apache' }], mounts: [{ kind: 'efs' }], content: { name: 'WordPress' } });
});

test('user data in Terraform, encoded or not', () => {
	const of = (user: string, name = 'user_data') => startupOf(hcl(`variable "name" {}\nresource "aws_instance" "i" {\n  ${name} = ${user}\n}`).architecture.resource('aws_instance.i')!).software.map(one => one.name);
	const script = '<<-EOT\n    #!/bin/bash\n    hostname ${var.name}\n    yum install -y mariadb-server\n  EOT\n';
	expect([of(script), of(`base64encode(${script})`, 'user_data_base64'), of(`base64encode(${script})`), of('file("x.sh")')]).toEqual([['MariaDB'], ['MariaDB'], ['MariaDB'], []]);
	const { architecture } = hcl(`resource "aws_launch_template" "t" {\n  user_data = base64encode(${script})\n}\nvariable "name" {}\nresource "aws_autoscaling_group" "g" {\n  launch_template {\n    id = aws_launch_template.t.id\n  }\n}`);
	expect(startupOf(architecture.resource('aws_launch_template.t')!).software[0]?.name).toBe('MariaDB');
	expect(fleetOf(architecture.resource('aws_launch_template.t')!)?.by.name).toBe('g');
});

test('fleets', () => {
	const { architecture } = hcl(`
resource "aws_instance" "a" {}
resource "aws_instance" "b" {}
resource "aws_instance" "c" {}
resource "aws_lb_target_group" "two" {}
resource "aws_lb_target_group" "one" {}
resource "aws_lb_target_group_attachment" "a" {
  target_group_arn = aws_lb_target_group.two.arn
  target_id        = aws_instance.a.id
}
resource "aws_lb_target_group_attachment" "b" {
  target_group_arn = aws_lb_target_group.two.arn
  target_id        = aws_instance.b.id
}
resource "aws_lb_target_group_attachment" "c" {
  target_group_arn = aws_lb_target_group.one.arn
  target_id        = aws_instance.c.id
}`);
	expect(['a', 'b', 'c'].map(name => fleetOf(architecture.resource(`aws_instance.${name}`)!)?.by.name)).toEqual(['two', 'two', undefined]);
});
