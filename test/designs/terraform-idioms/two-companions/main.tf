variable "protected" { type = bool }
variable "a" { type = bool }
variable "b" { type = bool }

resource "aws_s3_bucket" "b" { bucket = "acme-two" }

resource "aws_s3_bucket_versioning" "on" {
  count  = var.protected ? 1 : 0
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_versioning" "also" {
  count  = var.protected ? 0 : 1
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket" "c" { bucket = "acme-three" }

resource "aws_s3_bucket_versioning" "c1" {
  count  = var.a ? 1 : 0
  bucket = aws_s3_bucket.c.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_versioning" "c2" {
  count  = var.a ? 0 : 1
  bucket = aws_s3_bucket.c.id
  versioning_configuration { status = var.b ? "Enabled" : "Suspended" }
}
