-- Roles of the stores of layout_N.sql, which no dump of a database holds

CREATE ROLE district LOGIN;		-- owns the store
CREATE ROLE web LOGIN;			-- readers, one a level
CREATE ROLE board LOGIN;
CREATE ROLE analyst LOGIN;
CREATE ROLE loader LOGIN;
CREATE ROLE office LOGIN;		-- a reader of one school
CREATE ROLE warehouse LOGIN;	-- has grants by hand and no level
CREATE ROLE consultant LOGIN;	-- owns a view of its own over the store's
