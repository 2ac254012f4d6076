"""Documents with planted and near-miss data, made by seed: what the check must find and must leave alone."""
