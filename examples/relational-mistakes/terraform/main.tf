# The same shop, made in a hurry. Each thing here is told once, at its place.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# One zone, and a way in from outside.
resource "aws_vpc" "network" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_internet_gateway" "gateway" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route_table" "outside" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.outside.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.gateway.id
}

resource "aws_subnet" "public_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_subnet" "public_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table_association" "routes_of_a" {
  subnet_id      = aws_subnet.public_a.id
  route_table_id = aws_route_table.outside.id
}

resource "aws_route_table_association" "routes_of_b" {
  subnet_id      = aws_subnet.public_b.id
  route_table_id = aws_route_table.outside.id
}

resource "aws_db_subnet_group" "orders_subnets" {
  name        = "orders"
  description = "Two subnets, both public, in one zone"
  subnet_ids  = [aws_subnet.public_a.id, aws_subnet.public_b.id]
# ^^^^^^^^^^ rds/subnet-group-zones
#                ^^^^^^^^^^^^^^^^^^^^^^ rds/subnet-group-public
}

# "Only until the office has its VPN."
resource "aws_security_group" "orders_access" {
  description = "PostgreSQL for everyone"
  vpc_id      = aws_vpc.network.id

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0", "10.0.0.0/8"]
#                  ^^^^^^^^^^^ rds/open-security-group
#                               ^^^^^^^^^^^^ rds/wide-security-group
  }
}

# From a template of 2014.
resource "aws_db_security_group" "old_access" {
#                                ^^^^^^^^^^^^ rds/classic-security-group
  name        = "orders"
  description = "Access as it was once"
}

resource "aws_kms_key" "orders_key" {
  description         = "Orders at rest"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TheAccountDecides"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_iam_role" "monitoring_role" {
  name = "orders-monitoring"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_db_parameter_group" "orders_parameters" {
#                                 ^^^^^^^^^^^^^^^^^^^ rds/force-tls 💡
#                                 ^^^^^^^^^^^^^^^^^^^ rds/query-logging 💡
  name        = "orders-postgres13"
  description = "Memory only"
  family      = "postgres13"

  parameter {
    name  = "work_mem"
    value = "16384"
  }
}

resource "aws_db_instance" "orders_database" {
#                          ^^^^^^^^^^^^^^^^^ rds/default-port
#                          ^^^^^^^^^^^^^^^^^ rds/iam-authentication 💡
#                          ^^^^^^^^^^^^^^^^^ rds/log-exports 💡
#                          ^^^^^^^^^^^^^^^^^ rds/performance-insights 💡
#                          ^^^^^^^^^^^^^^^^^ rds/replica-as-backup
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "13.2"
#                               ^^^^^^ rds/engine-retired
#                               ^^^^^^ rds/engine-vulnerable
#                               ^^^^^^ rds/extended-support
  instance_class              = "db.m7g.large"
  parameter_group_name        = aws_db_parameter_group.orders_parameters.name
  allocated_storage           = 200
  storage_type                = "io1"
#                               ^^^^^ rds/storage 💡
  storage_encrypted           = false
#                               ^^^^^ rds/storage-encryption 💡
  kms_key_id                  = aws_kms_key.orders_key.arn
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ rds/kms-key-without-encryption 💡
  username                    = "admin"
#                               ^^^^^^^ rds/default-admin 💡
  manage_master_user_password = true
  password                    = "correct-horse-battery"
#                               ^^^^^^^^^^^^^^^^^^^^^^^ rds/managed-password-conflict 💡
#                               ^^^^^^^^^^^^^^^^^^^^^^^ rds/plaintext-password 💡
  db_subnet_group_name        = aws_db_subnet_group.orders_subnets.name
  vpc_security_group_ids      = [aws_security_group.orders_access.id]
  publicly_accessible         = true
#                               ^^^^ rds/publicly-accessible 💡
  multi_az                    = true
  availability_zone           = "eu-west-1a"
#                               ^^^^^^^^^^^^ rds/multi-az-zone 💡
  backup_retention_period     = 0
#                               ^ rds/backup-retention 💡
  backup_window               = "02:00-03:30"
  maintenance_window          = "sun:03:00-sun:04:00"
#                               ^^^^^^^^^^^^^^^^^^^^^ rds/window-overlap 💡
  copy_tags_to_snapshot       = false
#                               ^^^^^ rds/copy-tags 💡
  skip_final_snapshot         = true
#                               ^^^^ rds/final-snapshot 💡
  deletion_protection         = false
#                               ^^^^^ rds/deletion-protection 💡
  auto_minor_version_upgrade  = false
#                               ^^^^^ rds/auto-minor-upgrade 💡
  ca_cert_identifier          = "rds-ca-2019"
#                               ^^^^^^^^^^^^^ rds/ca-certificate 💡
  monitoring_interval         = 60
#                               ^^ rds/monitoring-role 💡

  tags = {
    Team = "orders"
  }
}

# A replica instead of backups, and nobody is told of it.
resource "aws_db_instance" "reports_replica" {
#                          ^^^^^^^^^^^^^^^^^ rds/replica-unused
  identifier                          = "orders-reports"
  engine                              = "postgres"
  instance_class                      = "db.m7g.large"
  replicate_source_db                 = aws_db_instance.orders_database.identifier
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds/replica-needs-backups 💡
  username                            = "reports_owner"
# ^^^^^^^^ rds/replica-properties 💡
  storage_encrypted                   = true
#                                       ^^^^ rds/replica-encryption 💡
  replica_mode                        = "open-read-only"
#                                       ^^^^^^^^^^^^^^^^ rds/replica-mode 💡
  publicly_accessible                 = false
  parameter_group_name                = "reports-postgres13"
  iam_database_authentication_enabled = true
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = aws_kms_key.orders_key.arn
  monitoring_interval                 = 60
  monitoring_role_arn                 = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  skip_final_snapshot                 = true
}

resource "aws_ssm_parameter" "orders_endpoint" {
  name  = "/shop/orders/endpoint"
  type  = "String"
  value = aws_db_instance.orders_database.address
}

# For the press: "the numbers are public anyway".
resource "aws_db_snapshot" "orders_snapshot" {
#                          ^^^^^^^^^^^^^^^^^ rds/snapshot-encryption 💡
  db_instance_identifier = aws_db_instance.orders_database.identifier
  db_snapshot_identifier = "orders-2026"
  shared_accounts        = ["all"]
#                           ^^^^^ rds/snapshot-public 💡
}

# The catalogue, on the smallest instance that there was.
resource "aws_db_instance" "catalogue_database" {
#                          ^^^^^^^^^^^^^^^^^^^^ rds/backup-replication-key
#                          ^^^^^^^^^^^^^^^^^^^^ rds/default-parameter-group
#                          ^^^^^^^^^^^^^^^^^^^^ rds/kms-key 💡
#                          ^^^^^^^^^^^^^^^^^^^^ rds/monitoring
#                          ^^^^^^^^^^^^^^^^^^^^ rds/multi-az 💡
#                          ^^^^^^^^^^^^^^^^^^^^ rds/subnet-group-missing 💡
  identifier                          = "catalogue"
  engine                              = "mysql"
  instance_class                      = "db.t2.micro"
#                                       ^^^^^^^^^^^^^ rds/encryption-class 💡
#                                       ^^^^^^^^^^^^^ rds/instance-class-retired 💡
  allocated_storage                   = 50
  storage_type                        = "gp3"
  storage_encrypted                   = true
  manage_master_user_password         = true
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds/password-without-username
  iam_database_authentication_enabled = true
  publicly_accessible                 = false
  backup_retention_period             = 14
  final_snapshot_identifier           = "catalogue-final"
  deletion_protection                 = true
  enabled_cloudwatch_logs_exports     = ["error", "slowquery"]
}

resource "aws_db_instance_automated_backups_replication" "catalogue" {
  source_db_instance_arn = aws_db_instance.catalogue_database.arn
  retention_period       = 14
}

# Accounting, restored from the old system, with a report for every department.
resource "aws_db_instance" "accounting_database" {
#                          ^^^^^^^^^^^^^^^^^^^^^ rds/performance-insights-key 💡
  identifier                          = "accounting"
  engine                              = "oracle-ee"
  license_model                       = "bring-your-own-license"
  instance_class                      = "db.m7g.large"
#                                       ^^^^^^^^^^^^^^ rds/instance-class-engine
  snapshot_identifier                 = "accounting-2019"
  username                            = "accounting_owner"
# ^^^^^^^^ rds/restore-properties 💡
  iam_database_authentication_enabled = true
#                                       ^^^^ rds/iam-authentication 💡
  publicly_accessible                 = false
  multi_az                            = true
  backup_retention_period             = 14
  final_snapshot_identifier           = "accounting-final"
  deletion_protection                 = true
  performance_insights_enabled        = true
  monitoring_interval                 = 60
  monitoring_role_arn                 = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports     = ["alert"]
}

resource "aws_db_instance" "sales_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "stock_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "returns_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "payroll_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "taxes_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "audit_replica" {
  engine                          = "oracle-ee"
  instance_class                  = "db.m6i.large"
  replicate_source_db             = aws_db_instance.accounting_database.identifier
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds/replica-limit
  publicly_accessible             = false
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.orders_key.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports = ["alert"]
  skip_final_snapshot             = true
}

# What the vendor asked for.
resource "aws_db_instance" "legacy_database" {
  identifier                  = "legacy"
  engine                      = "custom-mysql"
#                               ^^^^^^^^^^^^^^ rds/custom-engine
  instance_class              = "db.m6i.large"
  allocated_storage           = 100
  storage_type                = "gp3"
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.orders_key.arn
  custom_iam_instance_profile = "AWSRDSCustomLegacy"
  username                    = "legacy_owner"
  manage_master_user_password = true
  db_subnet_group_name        = "legacy"
  parameter_group_name        = "legacy"
  publicly_accessible         = false
  backup_retention_period     = 14
  final_snapshot_identifier   = "legacy-final"
  deletion_protection         = true
}

# Two standbys that can be read, of nothing in particular.
resource "aws_rds_cluster" "stock_cluster" {
  cluster_identifier                  = "stock"
  engine                              = "mysql"
#                                       ^^^^^^^ rds/multi-az-cluster 💡
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.orders_key.arn
  master_username                     = "stock_owner"
  manage_master_user_password         = true
  db_subnet_group_name                = "stock"
  backup_retention_period             = 14
  final_snapshot_identifier           = "stock-final"
  deletion_protection                 = true
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["error", "slowquery"]
}
