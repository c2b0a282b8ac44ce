"""Which days of a measure were withdrawn, so that calendars which have them are told that they are none any more.

The version that is running meanwhile neither reads nor writes the column: what it takes back vanishes, as before. Of
what was withdrawn earlier nothing is known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_withdrawn_days"
down_revision = "0008_changes_of_measures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measures", sa.Column("withdrawn", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("measures", "withdrawn")
