# The checkout of examples/aurora with the mistakes that Plumbline knows of Aurora and RDS Proxy.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "all" {
  state = "available"
}

resource "aws_vpc" "network" {
  cidr_block = "10.30.0.0/16"
}

resource "aws_subnet" "private_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.30.1.0/24"
  availability_zone = data.aws_availability_zones.all.names[0]
}

resource "aws_subnet" "private_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.30.2.0/24"
  availability_zone = data.aws_availability_zones.all.names[1]
}

# Beside the first, where the proxy should not be twice.
resource "aws_subnet" "private_c" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.30.3.0/24"
  availability_zone = data.aws_availability_zones.all.names[0]
}

resource "aws_db_subnet_group" "checkout_subnets" {
  name        = "checkout"
  description = "Two zones, both private"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

resource "aws_security_group" "function_access" {
  description = "The checkout"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "checkout_access" {
  description = "Databases for the checkout"
  vpc_id      = aws_vpc.network.id

  ingress {
    description     = "MySQL from the checkout"
    protocol        = "tcp"
    from_port       = 3306
    to_port         = 3306
    security_groups = [aws_security_group.function_access.id]
  }
}

resource "aws_rds_cluster_parameter_group" "checkout_parameters" {
  name        = "checkout"
  description = "TLS only"
  family      = "aurora-mysql8.0"

  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }
}

resource "aws_rds_cluster_parameter_group" "reports_parameters" {
  name        = "reports"
  description = "TLS only, and a log of what changes tables and of what is slow"
  family      = "aurora-postgresql17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}

resource "random_password" "checkout" {
  length = 24
}

resource "aws_iam_role" "monitoring_role" {
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

# What a cluster can get wrong by itself.
resource "aws_rds_cluster" "checkout_cluster" {
#                          ^^^^^^^^^^^^^^^^^^ aurora/deletion-protection 💡
  cluster_identifier                  = "checkout"
  engine                              = "aurora-mysql"
  iops                                = 3000
# ^^^^ aurora/cluster-properties 💡
  master_username                     = "checkout_owner"
  manage_master_user_password         = true
  master_password                     = random_password.checkout.result
# ^^^^^^^^^^^^^^^ aurora/managed-password-conflict 💡
  db_subnet_group_name                = aws_db_subnet_group.checkout_subnets.name
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.checkout_parameters.name
  vpc_security_group_ids              = [aws_security_group.checkout_access.id]
  storage_encrypted                   = false
#                                       ^^^^^ aurora/storage-encryption 💡 "asks for no encryption"
  backup_retention_period             = 45
#                                       ^^ aurora/backup-retention 💡
  backtrack_window                    = 604800
#                                       ^^^^^^ aurora/backtrack 💡 "168 hours"
  iam_database_authentication_enabled = false
#                                       ^^^^^ aurora/iam-authentication 💡
  enabled_cloudwatch_logs_exports     = []
#                                       ^^ aurora/log-exports 💡
  copy_tags_to_snapshot               = false
#                                       ^^^^^ aurora/copy-tags 💡
  final_snapshot_identifier           = "checkout-last"

  tags = {
    Team = "checkout"
  }
}

resource "aws_rds_cluster_instance" "checkout_writer" {
  engine                       = "aurora-mysql"
  cluster_identifier           = aws_rds_cluster.checkout_cluster.id
  instance_class               = "db.m6g.large"
#                                ^^^^^^^^^^^^^^ aurora/instance-class 💡
  availability_zone            = "eu-west-1a"
#                                ^^^^^^^^^^^^ aurora/zones 💡
  copy_tags_to_snapshot        = true
# ^^^^^^^^^^^^^^^^^^^^^ aurora/instance-properties 💡
  publicly_accessible          = false
  performance_insights_enabled = true
  monitoring_interval          = 60
  monitoring_role_arn          = aws_iam_role.monitoring_role.arn
}

resource "aws_rds_cluster_instance" "checkout_reader" {
  engine                       = "aurora-postgresql"
#                                ^^^^^^^^^^^^^^^^^^^ aurora/member-mismatch 💡
  cluster_identifier           = aws_rds_cluster.checkout_cluster.id
  instance_class               = "db.r7g.large"
  availability_zone            = "eu-west-1a"
  publicly_accessible          = false
  performance_insights_enabled = true
  monitoring_interval          = 60
  monitoring_role_arn          = aws_iam_role.monitoring_role.arn
}

# It pauses, cannot grow, and has nobody to take over.
resource "aws_rds_cluster" "reports_cluster" {
#                          ^^^^^^^^^^^^^^^^^ aurora/single-instance 💡
  cluster_identifier                  = "reports"
  engine                              = "aurora-postgresql"
  engine_version                      = "17"
  master_username                     = "reports_owner"
  manage_master_user_password         = true
  db_subnet_group_name                = aws_db_subnet_group.checkout_subnets.name
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.reports_parameters.name
  vpc_security_group_ids              = [aws_security_group.checkout_access.id]
  storage_encrypted                   = true
  backup_retention_period             = 14
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  copy_tags_to_snapshot               = true
  deletion_protection                 = true
  final_snapshot_identifier           = "reports-last"

  serverlessv2_scaling_configuration {
    min_capacity = 0
#                  ^ aurora/serverless-pause
    max_capacity = 0.5
#                  ^^^ aurora/serverless-capacity 💡
  }
}

resource "aws_rds_cluster_instance" "reports_writer" {
  engine                       = "aurora-postgresql"
  cluster_identifier           = aws_rds_cluster.reports_cluster.id
  instance_class               = "db.serverless"
  publicly_accessible          = false
  performance_insights_enabled = true
  monitoring_interval          = 60
  monitoring_role_arn          = aws_iam_role.monitoring_role.arn
}

# Of kinds that Aurora no longer makes.
resource "aws_rds_cluster" "archive_cluster" {
  cluster_identifier              = "archive"
  engine                          = "aurora-postgresql"
  engine_mode                     = "serverless"
#                                   ^^^^^^^^^^^^ aurora/serverless-v1 💡
  master_username                 = "archive_owner"
  manage_master_user_password     = true
  db_subnet_group_name            = aws_db_subnet_group.checkout_subnets.name
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.reports_parameters.name
  vpc_security_group_ids          = [aws_security_group.checkout_access.id]
  storage_encrypted               = true
  backup_retention_period         = 14
  enabled_cloudwatch_logs_exports = ["postgresql"]
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  final_snapshot_identifier       = "archive-last"
}

resource "aws_rds_cluster" "legacy_cluster" {
  cluster_identifier                  = "legacy"
  engine                              = "aurora-mysql"
  engine_mode                         = "multimaster"
#                                       ^^^^^^^^^^^^^ aurora/multi-master 💡
  master_username                     = "legacy_owner"
  manage_master_user_password         = true
  db_subnet_group_name                = aws_db_subnet_group.checkout_subnets.name
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.checkout_parameters.name
  vpc_security_group_ids              = [aws_security_group.checkout_access.id]
  storage_encrypted                   = true
  backup_retention_period             = 14
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["audit", "error"]
  copy_tags_to_snapshot               = true
  deletion_protection                 = true
  final_snapshot_identifier           = "legacy-last"
}

resource "aws_rds_global_cluster" "world_database" {
  global_cluster_identifier = "world"
  engine                    = "mysql"
#                             ^^^^^^^ aurora/global 💡
  storage_encrypted         = true
}

resource "aws_secretsmanager_secret" "checkout_user" {
  description = "The user that the proxy signs in as"
}

# For functions, not for a proxy.
resource "aws_iam_role" "proxy_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_db_proxy" "checkout_proxy" {
  name                   = "checkout"
  engine_family          = "POSTGRESQL"
#                          ^^^^^^^^^^^^ rds-proxy/engine-family 💡
  require_tls            = false
#                          ^^^^^ rds-proxy/tls 💡
  role_arn               = aws_iam_role.proxy_role.arn
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds-proxy/auth 💡 "does not let rds.amazonaws.com assume it"
  vpc_subnet_ids         = [aws_subnet.private_a.id, aws_subnet.private_c.id]
# ^^^^^^^^^^^^^^ rds-proxy/subnets
  vpc_security_group_ids = [aws_security_group.checkout_access.id]

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "DISABLED"
#                 ^^^^^^^^^^ rds-proxy/auth 💡 "sign in with a password"
    secret_arn  = aws_secretsmanager_secret.checkout_user.arn
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds-proxy/auth 💡 "may not read it"
  }
}

resource "aws_db_proxy_default_target_group" "checkout_targets" {
  db_proxy_name = aws_db_proxy.checkout_proxy.name
}

resource "aws_db_proxy_target" "checkout" {
  db_proxy_name         = aws_db_proxy.checkout_proxy.name
  target_group_name     = aws_db_proxy_default_target_group.checkout_targets.name
  db_cluster_identifier = aws_rds_cluster.checkout_cluster.cluster_identifier
}

# Put before nothing.
resource "aws_db_proxy" "reports_proxy" {
#                       ^^^^^^^^^^^^^^^ rds-proxy/target
  name           = "reports"
  engine_family  = "POSTGRESQL"
  require_tls    = true
  role_arn       = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/proxy"
  vpc_subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "REQUIRED"
    secret_arn  = aws_secretsmanager_secret.checkout_user.arn
  }
}

resource "aws_iam_role" "checkout_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "checkout_network" {
  role       = aws_iam_role.checkout_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_lambda_function" "checkout_function" {
  function_name = "checkout"
  runtime       = "nodejs22.x"
  handler       = "checkout.handler"
  role          = aws_iam_role.checkout_role.arn
  filename      = "checkout.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.private_a.id, aws_subnet.private_b.id]
    security_group_ids = [aws_security_group.function_access.id]
  }

  environment {
    variables = {
      DATABASE_HOST = aws_rds_cluster.checkout_cluster.endpoint
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds-proxy/bypassed 💡
      READER_HOST   = aws_rds_cluster_instance.checkout_reader.endpoint
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ aurora/instance-endpoint 💡
      REPORTS_HOST  = aws_rds_cluster.reports_cluster.endpoint
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rds-proxy/lambda
    }
  }
}
