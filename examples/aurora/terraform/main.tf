# A checkout on Aurora PostgreSQL that grows with its customers, and functions that share their connections through a proxy.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "all" {
  state = "available"
}

# A network without a way in from outside.
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

resource "aws_db_subnet_group" "checkout_subnets" {
  name        = "checkout"
  description = "Two zones, both private"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

resource "aws_security_group" "function_access" {
  description = "The checkout"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "proxy_access" {
  description = "PostgreSQL for the checkout"
  vpc_id      = aws_vpc.network.id

  ingress {
    description     = "PostgreSQL from the checkout"
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.function_access.id]
  }
}

resource "aws_security_group" "checkout_access" {
  description = "PostgreSQL for the proxy"
  vpc_id      = aws_vpc.network.id

  ingress {
    description     = "PostgreSQL from the proxy"
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.proxy_access.id]
  }
}

resource "aws_kms_key" "checkout_key" {
  description         = "The checkout at rest"
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

# TLS is demanded by the database as well as by the proxy.
resource "aws_rds_cluster_parameter_group" "checkout_parameters" {
  name        = "checkout"
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

resource "aws_rds_cluster" "checkout_cluster" {
  cluster_identifier                  = "checkout"
  engine                              = "aurora-postgresql"
  engine_version                      = "17"
  database_name                       = "checkout"
  master_username                     = "checkout_owner"
  manage_master_user_password         = true
  db_subnet_group_name                = aws_db_subnet_group.checkout_subnets.name
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.checkout_parameters.name
  vpc_security_group_ids              = [aws_security_group.checkout_access.id]
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.checkout_key.arn
  backup_retention_period             = 14
  preferred_backup_window             = "02:00-02:30"
  preferred_maintenance_window        = "sun:03:00-sun:04:00"
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  copy_tags_to_snapshot               = true
  deletion_protection                 = true
  final_snapshot_identifier           = "checkout-last"

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 16
  }

  tags = {
    Team = "checkout"
  }
}

resource "aws_rds_cluster_instance" "checkout_writer" {
  engine                          = aws_rds_cluster.checkout_cluster.engine
  cluster_identifier              = aws_rds_cluster.checkout_cluster.id
  instance_class                  = "db.serverless"
  publicly_accessible             = false
  performance_insights_enabled    = true
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  performance_insights_kms_key_id = aws_kms_key.checkout_key.arn
}

# Takes over when the writer fails, and answers reports meanwhile.
resource "aws_rds_cluster_instance" "checkout_reader" {
  engine                          = aws_rds_cluster.checkout_cluster.engine
  cluster_identifier              = aws_rds_cluster.checkout_cluster.id
  instance_class                  = "db.serverless"
  promotion_tier                  = 1
  publicly_accessible             = false
  performance_insights_enabled    = true
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring_role.arn
  performance_insights_kms_key_id = aws_kms_key.checkout_key.arn
}

# The user of the checkout; the proxy alone reads its password.
resource "aws_secretsmanager_secret" "checkout_user" {
  description = "The user that the proxy signs in as"
  kms_key_id  = aws_kms_key.checkout_key.arn
}

resource "aws_iam_role" "proxy_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "proxy_reads_user" {
  name = "user"
  role = aws_iam_role.proxy_role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.checkout_user.arn },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.checkout_key.arn },
    ]
  })
}

resource "aws_db_proxy" "checkout_proxy" {
  name                   = "checkout"
  engine_family          = "POSTGRESQL"
  require_tls            = true
  role_arn               = aws_iam_role.proxy_role.arn
  vpc_subnet_ids         = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  vpc_security_group_ids = [aws_security_group.proxy_access.id]

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "REQUIRED"
    secret_arn  = aws_secretsmanager_secret.checkout_user.arn
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
      DATABASE_HOST = aws_db_proxy.checkout_proxy.endpoint
      READERS_HOST  = aws_rds_cluster.checkout_cluster.reader_endpoint
    }
  }
}
